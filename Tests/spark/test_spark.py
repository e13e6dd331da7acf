#!/usr/bin/env python3
"""test_spark.py ZHIBIAO: the Spark job on a local cluster of two workers, one executor killed on the way.

Needs PySpark, pyarrow and Java 17; `run`, beside it, sets them up.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import warnings

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
ARTICLES = 1200
sys.path.insert(0, str(ROOT / "Pipelines/spark"))

import cluster  # noqa: E402
import zhibiao_spark  # noqa: E402


def executors():
    """The executors' process numbers, as Linux tells them."""
    found = []
    for entry in os.listdir("/proc"):
        try:
            with open("/proc/%s/cmdline" % entry, "rb") as file:
                if entry.isdigit() and b"CoarseGrainedExecutorBackend" in file.read():
                    found.append(int(entry))
        except OSError:
            pass
    return found


def canonical(record):
    """A record as text: numbers as floats, since Parquet has them so."""
    def plain(value):
        if isinstance(value, dict):
            return {k: plain(v) for k, v in value.items()}
        if isinstance(value, list):
            return [plain(v) for v in value]
        return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
    return json.dumps(plain(record), sort_keys=True, ensure_ascii=False)


class SparkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.scratch.name)
        made = subprocess.run([sys.executable, str(ROOT / "Benchmarks/make-articles.py"), str(ARTICLES)],
                              check=True, capture_output=True, text=True).stdout.splitlines()
        made[10] = '{"id":"broken"'
        cls.input = cls.folder / "articles.jsonl"
        cls.input.write_text("\n".join(made) + "\n", encoding="utf-8")
        done = subprocess.run([PROGRAM, "extract", str(cls.input), "--emit", "observation"], capture_output=True, text=True)
        cls.expected = sorted(canonical(json.loads(line)) for line in done.stdout.splitlines())
        cls.spark = cluster.start()
        warnings.simplefilter("ignore")

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        cls.scratch.cleanup()

    def options(self, out, *more):
        return zhibiao_spark.arguments(
            [str(self.input), "--out", str(self.folder / out), "--zhibiao", PROGRAM, "--partitions", "8", *more])

    def read(self, out):
        rows = self.spark.read.parquet(str(self.folder / out / "observation"))
        return sorted(canonical(row) for row in (r.asDict(recursive=True) for r in rows.drop("year").collect()))

    def test_same_records_though_an_executor_is_killed(self):
        self.assertEqual(len(executors()) > 0, True)
        killed = []

        def kill():
            # Soon after the work began.
            time.sleep(1.5)
            victims = executors()
            if victims:
                os.kill(victims[0], signal.SIGKILL)
                killed.append(victims[0])

        killer = threading.Thread(target=kill)
        killer.start()
        records, failed = zhibiao_spark.run(self.spark, self.options("out"))
        killer.join()
        self.assertTrue(killed)
        self.assertEqual(failed, 1)
        self.assertEqual(records, len(self.expected))
        self.assertEqual(self.read("out"), self.expected)
        quarantine = self.spark.read.parquet(str(self.folder / "out/quarantine")).collect()
        self.assertEqual([(row.stage, row.reason) for row in quarantine], [("ingest", "not JSON: the line ends too early")])

    def test_types_and_years(self):
        zhibiao_spark.run(self.spark, self.options("typed"))
        rows = self.spark.read.parquet(str(self.folder / "typed/observation"))
        types = dict(rows.dtypes)
        self.assertEqual((types["value"], types["start"], types["basis_stated"]), ("double", "bigint", "boolean"))
        self.assertTrue(types["spans"].startswith("array<struct<role:string"))
        years = {row.year for row in rows.select("year").distinct().collect()}
        self.assertTrue(years and all(2000 <= year < 2024 for year in years), years)

    def test_other_forms_of_input_give_the_same_values(self):
        rows = self.spark.read.json(str(self.input)).where("text is not null")
        rows.write.parquet(str(self.folder / "rows"))
        options = self.options("parquet", "--format", "parquet")
        options.input = [str(self.folder / "rows")]
        records, _ = zhibiao_spark.run(self.spark, options)
        self.assertEqual(records, len(self.expected))

    def test_a_missing_program_is_told(self):
        options = self.options("none")
        options.zhibiao = "/nowhere/zhibiao"
        with self.assertRaisesRegex(Exception, "nowhere"):
            zhibiao_spark.run(self.spark, options)


if __name__ == "__main__":
    unittest.main(verbosity=2, warnings="ignore")
