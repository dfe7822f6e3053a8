"""By an object store, workers that see nothing of the course grade as one machine does: row for row, byte for byte."""

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.commands import wellfounded
from tests.grading.course_pair import CROWD, GALLERY_MODULE, hand_in, made
from tests.grading.large_cohort import hand_in_crowd
from tests.grading.scheduler.cluster import Cluster
from tests.grading.scheduler.runs import MINUTES, assert_same, start, wait_until_graded

LEARNERS = 300
BUCKET = "grading"
STORE = f"s3://{BUCKET}/asylum"
KEYS = {"AWS_ACCESS_KEY_ID": "learning", "AWS_SECRET_ACCESS_KEY": "law", "AWS_DEFAULT_REGION": "us-east-1"}

pytestmark = pytest.mark.skipif(not shutil.which("unshare"), reason="hides the courses by a mount of their own")


@pytest.fixture(scope="module")
def s3() -> Iterator[dict[str, str]]:
    """Return the environment of who uses an S3 server on this machine, in which there is a bucket."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        env = {**KEYS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}
        boto3.client("s3", endpoint_url=env["AWS_ENDPOINT_URL"], **credentials()).create_bucket(Bucket=BUCKET)
        yield env
    finally:
        server.stop()


def credentials() -> dict[str, str]:
    return {"aws_access_key_id": "learning", "aws_secret_access_key": "law", "region_name": "us-east-1"}


def objects(s3: dict[str, str]) -> list[str]:
    """Return what is in the bucket."""
    client = boto3.client("s3", endpoint_url=s3["AWS_ENDPOINT_URL"], **credentials())
    return [each["Key"] for each in client.list_objects_v2(Bucket=BUCKET).get("Contents", [])]


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of which the workers see nothing but that it is there."""
    return tmp_path_factory.mktemp("courses")


@pytest.fixture(scope="module")
def cluster(courses: Path, s3: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Return a scheduler with three workers, in a folder and with a file system of their own."""
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        for _ in range(3):
            cluster.start_worker(elsewhere(courses), **s3)
        yield cluster
    finally:
        cluster.stop()


def elsewhere(courses: Path) -> list[str]:
    return ["unshare", "-rm", "sh", "-c", f'mount -t tmpfs none {courses} && cd / && exec "$@"', "-"]


@pytest.fixture(scope="module")
def course(courses: Path) -> Path:
    """Return a course in which a crowd has handed in, and in another module all that is odd or hostile."""
    root = made(courses / "course")
    hand_in(root)
    hand_in_crowd(root, GALLERY_MODULE, LEARNERS - CROWD, CROWD)
    return root


def copied(course: Path) -> Path:
    """Return a copy of a course, its links and pipes as they are, in the folder that no worker sees."""
    root = course.with_name(uuid4().hex)
    subprocess.run(["cp", "-a", course, root], check=True)
    return root


@pytest.fixture(scope="module")
def on_one_machine(course: Path) -> Path:
    """Return the same course, graded on one machine."""
    root = copied(course)
    assert wellfounded(root, "grade", "--jobs", "2").returncode == 1  # some are refused
    return root


def test_workers_that_see_no_course_and_die_grade_as_one_machine(
    course: Path, on_one_machine: Path, cluster: Cluster, s3: dict[str, str]
) -> None:
    chance = random.Random(23)  # noqa: S311
    root, other = copied(course), copied(course)
    said = wellfounded(other, "grade", "--jobs", "2").stdout
    with start(root, cluster, STORE, **s3) as run:
        killed = 0
        for number in (1, chance.randrange(50, 150)):
            wait_until_graded(root, number, run)
            killed += chance.choice(cluster.workers).kill_child()
        out, err = run.communicate(timeout=60 * MINUTES)
    assert killed == 2
    assert err == ""
    assert out == said
    assert_same(root, on_one_machine)
    assert objects(s3) == []
    assert os.listdir(root) == os.listdir(other)
