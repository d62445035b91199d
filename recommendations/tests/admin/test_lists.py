"""What the lists of the administration show, in which order, and which filters they offer."""

from datetime import date

from lxml import html

from recommendations.tests import make
from recommendations.tests.admin.stage import address, client_of, letter_about
from recommendations.workflow import catalogue, themes


def shown(person, model):
    return html.fromstring(client_of(person).get(address(model)).content)


def column(page, name):
    return [
        each.text_content()
        for each in page.xpath(f"//table[@id='result_list']//*[contains(concat(@class, ' '), 'field-{name} ')]")
    ]


def test_a_theme_says_how_many_recommendations_it_has(cast):
    theme = themes.add("training", "Training", by=make.REGISTER)
    themes.add("unused", "Unused", by=make.REGISTER)
    row = make.recommendation()
    catalogue.change(row, by=make.REGISTER, version=row.version, why="It is about it.", themes=[theme])
    assert column(shown(cast.steward, "theme"), "asks_with_it") == ["1", "0"]


def test_only_organizations_that_stand_in_the_rows_are_offered_as_filters(cast):
    make.assignment(make.recommendation("1"), cast.un, answering=cast.dppa)
    page = shown(cast.steward, "assignment")
    offered = {each.text_content().strip() for each in page.xpath("//*[@id='changelist-filter']//a")}
    assert {str(cast.un), str(cast.dppa)} <= offered
    assert str(cast.auc) not in offered


def test_recommendations_stand_in_the_order_of_their_documents(cast):
    for label in ("2", "1"):
        make.recommendation(label, code="S/2015/229")
    make.recommendation("9", code="S/2008/186")
    found = column(shown(cast.steward, "recommendation"), "reference")
    assert found == ["S/2008/186 para. 9", "S/2015/229 para. 1", "S/2015/229 para. 2"]


def test_the_kind_of_a_letter_is_said_in_words(cast):
    said = make.cleared(make.assignment(make.recommendation(), cast.dppa), cast.desk, cast.clearing)
    letter_about(said.entries.get(kind="cleared"), cast.desk)
    assert column(shown(cast.administrator, "letter"), "about_what") == ["An update was returned"]


def test_dates_are_written_as_everywhere_else(cast):
    owned = make.assignment(make.recommendation(), cast.dppa)
    make.cleared(owned, cast.desk, cast.clearing, effective_on=date(2020, 5, 3))
    assert column(shown(cast.desk, "progressupdate"), "effective_on") == ["3 May 2020"]
