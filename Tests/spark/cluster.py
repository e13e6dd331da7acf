"""The local cluster that the tests run on: two workers of one core. As a program it tells whether one starts here at all."""
import os
import pathlib
import sys

import pyspark
from pyspark.sql import SparkSession

ROOT = pathlib.Path(__file__).resolve().parents[2]


def start():
    """A session on a cluster of its own, all of it on the loopback."""
    os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    path = str(ROOT / "Pipelines/spark") + os.pathsep + os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = path
    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]").appName("test").config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false").config("spark.executor.memory", "768m")
        .config("spark.driver.host", "127.0.0.1").config("spark.sql.shuffle.partitions", "4")
        .config("spark.executorEnv.PYTHONPATH", path)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "200").getOrCreate())
    spark.sparkContext.setLogLevel("OFF")
    return spark


if __name__ == "__main__":
    session = start()
    found = session.sparkContext.parallelize(range(10), 2).map(lambda n: n * 2).sum()
    session.stop()
    sys.exit(0 if found == 90 else 1)
