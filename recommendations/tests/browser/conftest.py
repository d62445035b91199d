import pytest
from django.test import Client

from recommendations.models import User


@pytest.fixture
def client_of(db):
    def of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return of
