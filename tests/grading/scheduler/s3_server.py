"""An S3 server on this machine, with one bucket, and the environment by which commands and workers use it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.exceptions import EndpointConnectionError

from tests.grading.scheduler.runs import MINUTES

BUCKET = "grading"
STORE = f"s3://{BUCKET}/asylum"


@dataclass(frozen=True)
class S3Server:
    """A server that runs; `env` is what its users have in their environment."""

    address: str

    @property
    def env(self) -> dict[str, str]:
        keys = {"AWS_ACCESS_KEY_ID": "learning", "AWS_SECRET_ACCESS_KEY": "law", "AWS_DEFAULT_REGION": "us-east-1"}
        return {**keys, "AWS_ENDPOINT_URL": self.address, "AWS_MAX_ATTEMPTS": "1"}

    @property
    def client(self) -> Any:
        about = {"aws_access_key_id": "learning", "aws_secret_access_key": "law", "region_name": "us-east-1"}
        return boto3.client("s3", endpoint_url=self.address, **about)

    def objects(self) -> list[str]:
        """Return what is in the bucket."""
        return [each["Key"] for each in self.client.list_objects_v2(Bucket=BUCKET).get("Contents", [])]


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """Run a server in a process of its own: two in one process would hold the same objects."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            running = S3Server(f"http://127.0.0.1:{port}")
            _make_bucket(running)
            yield running
        finally:
            process.kill()


def _make_bucket(server: S3Server) -> None:
    """Make the bucket, once the server answers."""
    deadline = time.monotonic() + 60 * MINUTES
    while True:
        try:
            server.client.create_bucket(Bucket=BUCKET)
            return
        except EndpointConnectionError:
            assert time.monotonic() < deadline
            time.sleep(0.1)
