import pytest
from django.test import Client

from recommendations.tests import make

pytestmark = pytest.mark.django_db


def test_a_reader_pulls_the_list():
    cast = make.cast()
    make.assignment(make.recommendation(), cast.dppa)
    client = Client()
    client.force_login(cast.reader)
    found = client.get("/api/v1/recommendations/")
    assert [row["reference"] for row in found.json()["results"]] == ["S/2000/1 para. 1"]
    assert client.get("/api/v1/recommendations/", headers={"If-None-Match": found["ETag"]}).status_code == 304
