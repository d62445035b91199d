import pytest
from django.test import Client

from recommendations.models import User
from recommendations.tests import make


@pytest.fixture
def cast(db) -> make.Cast:
    return make.cast()


@pytest.fixture
def client_of(db):
    def of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return of
