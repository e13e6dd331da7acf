#!/usr/bin/env python3
"""Runs zhibiao over articles on a Spark cluster, and writes its records as Parquet.

    spark-submit zhibiao_spark.py hdfs:///news/2021/*.jsonl --out hdfs:///records/2021

Each partition of the input runs one `zhibiao pipe`, which answers a document a line. Records go to OUT/<type>, by the year
of the document's date, with the types that `zhibiao schema` states; documents that failed go to OUT/quarantine with the
stage and the reason. Which executor does what changes no record.
"""
import argparse
import json
import subprocess
import sys
import tempfile
import threading

from pyspark.sql import SparkSession, functions as F, types as T
from pyspark.storagelevel import StorageLevel

TYPES = ("document", "entity", "period", "quantity", "observation")


def arguments(argv):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", nargs="+", help="paths that Spark reads; globs and compressed files as well")
    parser.add_argument("--out", required=True, help="a folder that is not there yet")
    parser.add_argument("--format", choices=("jsonl", "text", "parquet"), default="jsonl",
                        help="jsonl: a document a line; text: a document a file; parquet: a document a row (default: jsonl)")
    parser.add_argument("--emit", choices=TYPES, default="observation", help="the type of records (default: observation)")
    parser.add_argument("--map", action="append", default=[], metavar="FIELD=NAME",
                        help="the name that a field has in the input, such as text=body; may be given again")
    parser.add_argument("--date", help="the date of documents that give none, such as 2021-11-15")
    parser.add_argument("--region", help="the region (GB/T 2260 code) of documents that give none")
    parser.add_argument("--tables", action="append", default=[], help="a folder of rule tables to add, on every executor")
    parser.add_argument("--zhibiao", default="zhibiao", help="the program, as every executor finds it (default: zhibiao)")
    parser.add_argument("--partitions", type=int, help="into how many partitions the input is parted (default: Spark's)")
    parser.add_argument("--overwrite", action="store_true", help="replace what is in OUT")
    return parser.parse_args(argv)


def spark_type(field):
    """The Spark type of a field of the JSON Schema that `zhibiao schema` prints."""
    kind = field.get("type", "string")
    if isinstance(kind, list):
        kind = next(k for k in kind if k != "null")
    if kind == "array":
        return T.ArrayType(spark_type(field["items"]))
    if kind == "object":
        return struct_type(field)
    return {"integer": T.LongType(), "number": T.DoubleType(), "boolean": T.BooleanType()}.get(kind, T.StringType())


def struct_type(schema):
    return T.StructType([T.StructField(name, spark_type(field)) for name, field in schema["properties"].items()])


def schema_of(program, record):
    """The typed schema of a record, as the program states it."""
    text = subprocess.run([program, "schema"], check=True, capture_output=True, text=True).stdout
    return struct_type(json.loads(text)["$defs"][record])


def documents(spark, options):
    """One column, `line`: a document as JSON."""
    if options.format == "jsonl":
        lines = spark.read.text(options.input).withColumnRenamed("value", "line").where(F.trim("line") != "")
    elif options.format == "text":
        whole = spark.read.option("wholetext", True).text(options.input)
        lines = whole.select(F.to_json(F.struct(F.input_file_name().alias("id"), F.col("value").alias("text"))).alias("line"))
    else:
        rows = spark.read.parquet(*options.input)
        lines = rows.select(F.to_json(F.struct(*rows.columns)).alias("line"))
    return lines.repartition(options.partitions) if options.partitions else lines


def command(options):
    """The program with its options, as an executor starts it."""
    out = [options.zhibiao, "pipe", "--emit", options.emit]
    for name in ("date", "region"):
        if getattr(options, name):
            out += ["--" + name, getattr(options, name)]
    for name in ("map", "tables"):
        for value in getattr(options, name):
            out += ["--" + name, value]
    return out


def answers(lines, argv):
    """The program's answer to each line, in order. It is fed by a thread, so that neither side waits for the other."""
    errors = tempfile.TemporaryFile()
    process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
    sent = []
    fault = []

    def feed():
        try:
            for line in lines:
                # A line feed inside a document is the end of a line for the program.
                sent.append(line.replace("\n", " "))
                process.stdin.write(sent[-1].encode("utf-8") + b"\n")
            process.stdin.close()
        except BrokenPipeError:
            pass  # the program ended, and its status below says how
        except Exception as error:  # of the input: told to the consumer below, where the task can fail of it
            fault.append(error)
            process.kill()

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    count = 0
    for answer in process.stdout:
        yield sent[count], json.loads(answer)
        sent[count] = None
        count += 1
    feeder.join()
    status = process.wait()
    if fault:
        raise fault[0]
    if status != 0 or count != len(sent):
        errors.seek(0)
        told = errors.read(4000).decode("utf-8", "replace").strip()
        raise RuntimeError("%s ended with %d after %d documents: %s" % (argv[0], status, count, told))


def year_of(line, names):
    """The year of the document's date; None where it gives none."""
    try:
        date = json.loads(line).get(names.get("date", "date"))
        return int(str(date)[:4])
    except (ValueError, TypeError, AttributeError):
        return None


def extractor(argv, names, default_date, arrow_schema):
    def extract(batches):
        import pyarrow as pa

        default_year = int(default_date[:4]) if default_date else None
        lines = (line for batch in batches for line in batch.column(0).to_pylist())
        rows = []

        def flush():
            batch = pa.RecordBatch.from_pylist(rows, schema=arrow_schema)
            rows.clear()
            return batch

        for line, answer in answers(lines, argv):
            year = year_of(line, names) or default_year
            if "error" in answer:
                rows.append({"year": year, "error": {"id": answer["id"], **answer["error"]}, "record": None})
            for record in answer.get("records", ()):
                rows.append({"year": year, "error": None, "record": record})
            if len(rows) >= 4096:
                yield flush()
        if rows:
            yield flush()

    return extract


def run(spark, options):
    """Extracts, writes, and returns how many records and failed documents there are."""
    from pyspark.sql.pandas.types import to_arrow_schema

    record = schema_of(options.zhibiao, options.emit)
    error = T.StructType([T.StructField(n, T.StringType()) for n in ("id", "stage", "place", "reason")])
    schema = T.StructType([
        T.StructField("year", T.IntegerType()), T.StructField("error", error), T.StructField("record", record)])
    names = dict(pair.split("=", 1) for pair in options.map)
    extract = extractor(command(options), names, options.date, to_arrow_schema(schema))
    # Kept on the executors' disks, so that writing two tables does not extract twice.
    found = documents(spark, options).mapInArrow(extract, schema).persist(StorageLevel.DISK_ONLY)
    mode = "overwrite" if options.overwrite else "errorifexists"
    found.where("error is null").select("record.*", "year").write.mode(mode).partitionBy("year").parquet(
        "%s/%s" % (options.out, options.emit))
    found.where("error is not null").select("error.*", "year").write.mode(mode).parquet(options.out + "/quarantine")
    counts = (found.where("error is null").count(), found.where("error is not null").count())
    found.unpersist()
    return counts


def main(argv=None):
    options = arguments(argv)
    spark = SparkSession.builder.appName("zhibiao").getOrCreate()
    records, failed = run(spark, options)
    print("%s: %d records of type %s, %d documents in quarantine" % (options.out, records, options.emit, failed),
          file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
