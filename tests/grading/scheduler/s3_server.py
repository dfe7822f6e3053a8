"""An S3 server on this machine, with one bucket, and the environment by which commands and workers use it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
from moto.server import ThreadedMotoServer

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
    """Run a server; it says nothing of each request."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        running = S3Server(f"http://{host}:{port}")
        running.client.create_bucket(Bucket=BUCKET)
        yield running
    finally:
        server.stop()
