"""Retrains a Descent job every night, by spark-submit in client mode."""

import re

import pendulum
from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

try:
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG

REFUSED = 5
# What another try does not change: usage, data, a training that does not converge.
FINAL = {2, 3, 4}


class DescentRetrainOperator(SparkSubmitOperator):
    """Gives the exit codes of `descent retrain` their meaning in Airflow."""

    def execute(self, context):
        try:
            return super().execute(context)
        except AirflowException as failure:
            code = exit_code(str(failure))
            if code == REFUSED:
                raise AirflowSkipException("a gate refused the challenger; the champion stays") from failure
            if code in FINAL:
                raise AirflowFailException(str(failure)) from failure
            raise


def exit_code(message):
    """The code that spark-submit ended with, as the hook of the provider words it; None where it names none."""
    found = re.search(r"Error code is: (\d+)", message)
    return int(found.group(1)) if found else None


with DAG(
    dag_id="descent_retrain_churn",
    schedule="0 2 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
) as dag:
    DescentRetrainOperator(
        task_id="retrain",
        conn_id="spark_default",
        deploy_mode="client",
        application="/opt/descent/jobs/target/descent.jar",
        java_class="dev.descent.jobs.Descent",
        application_args=["retrain", "/etc/descent/churn.conf", "--quiet", "--as-of", "{{ data_interval_end | ds }}"],
        name="descent-retrain-churn",
        retries=3,
        retry_delay=pendulum.duration(minutes=20),
    )
