"""Text as people have it: excerpts, pages saved from the web, older documents, other ways to list."""

from recommendations.parsing.found import DoubtCode, PieceKind
from recommendations.tests.parsing.given import found, texts

LONG = "has gone on as the two organizations agreed it would, in all the places where they work together"


def test_an_excerpt_leaps_over_numbers_and_says_so():
    made = found(
        "A. Money\n\n3. Three.\n\n/…\n\n1. Planning it together\n\n17. It went on.\n\n[…]\n\n18. More.\n\n40. End.\n"
    )
    assert [(each.label, each.text) for each in made.paragraphs][1:] == [
        ("17", "It went on."),
        ("18", "More."),
        ("40", "End."),
    ]
    assert [each.where for each in made.warnings if each.code is DoubtCode.NUMBER_SKIPPED] == ["3", "17", "40"]
    assert [piece.raw.strip() for piece in made.pieces if piece.kind is PieceKind.MARKUP] == ["/…", "[…]"]


def test_a_stray_number_is_no_leap_where_the_numbers_come_back():
    assert list(texts("1. One.\n\n40. Forty men came.\n\n2. Two.\n\n3. Three.\n")) == ["1", "1 2", "2", "3"]


def test_recommendations_in_brackets_count_through_the_document():
    text = "7. It found gaps.\n\n(1) It should act.\n\nIt agreed.\n\n8. It found more.\n\n(2) It should act again.\n"
    assert list(texts(text)) == ["7", "7(1)", "7 2", "8", "8(2)"]


def test_a_list_goes_on_below_words_that_broke_it_off():
    text = "1. It should:\n\n(a) Plan;\n\n(b) Share.\n\nThat takes time.\n\n(c) Review.\n\n2. Two.\n"
    assert list(texts(text)) == ["1", "1(a)", "1(b)", "1 2", "1(c)", "2"]


def test_dashes_are_bullets_and_a_counted_list_needs_no_blank_lines():
    text = "1. It needs:\n\n– dates;\n\n– money.\n\n2. It should:\n1. Plan;\n2. Share.\n\n3. So it is.\n"
    assert list(texts(text)) == ["1", "1 1", "1 2", "2", "2(1)", "2(2)", "3"]


def test_a_list_may_begin_right_below_its_heading():
    text = "Policy brief\n\nNext steps\n– Plan together\n– Share the costs\n\nWhat to do\n• Found a cell\n• Staff it\n"
    made = found(text)
    assert [each.heading for each in made.sections] == ["Next steps", "What to do"]
    assert list(texts(text).values()) == ["Plan together", "Share the costs", "Found a cell", "Staff it"]
    assert list(texts("1. It has been so\n- or so we think\n- for long.\n").values()) == [
        "It has been so - or so we think - for long."
    ]


def test_lines_that_hang_below_the_first_word_go_on():
    made = texts("1. It was\n   So agreed.\n\n2. Two.\n   Three.\n")
    assert list(made.items()) == [("1", "It was So agreed."), ("2", "Two. Three.")]


def test_marks_with_a_stroke_leave_the_text_wherever_they_stand():
    made = found("1. As the Unit said, 1/ it acts; 1/\n\n2. Two.\n\n__________\n\n1/ Report of the Unit.\n")
    assert [each.text for each in made.paragraphs] == ["As the Unit said, it acts;", "Two."]
    assert [(note.mark, note.text) for note in made.footnotes] == [("1/", "Report of the Unit.")]


def test_a_blank_line_below_every_line_parts_nothing():
    lines = [
        "The General Assembly,",
        *(
            f"Recalling its resolution of {year}, which {LONG[:50]}\n\nand that of the year before,1"
            for year in (2028, 2029)
        ),
        f"Welcoming the plan, which {LONG[:60]}\n\nand goes on,",
        *(f"{at}. Requests the Secretary-General {LONG[:50]}\n\n{LONG[50:]};" for at in range(1, 7)),
    ]
    made = texts("\n\n".join(lines) + "\n")
    assert list(made) == ["Preamble 1", "Preamble 2", "Preamble 3", "1", "2", "3", "4", "5", "6"]
    assert made["Preamble 3"].endswith("and goes on,")


def test_leaders_of_a_contents_page_hide_no_layout():
    contents = (
        f"Contents\n    I.   Introduction {'. ' * 90} 1\n   II.   Money {'. ' * 90} 2\n  III.   End {'. ' * 90} 3\n"
    )
    body = "".join(
        f"             {at}. The Committee, whose work {LONG[:40]}\n             and goes on, acts.\n"
        for at in range(1, 9)
    )
    assert list(texts(contents + body)) == [str(at) for at in range(1, 9)]


def test_a_contents_list_may_have_a_cell_on_each_line():
    contents = "Contents\n\nParagraphs\n\nPage\n\nI. Peace\n\n1–2\n\n1\n\nII. Money\n\n3–9\n\n2\n\n"
    made = found(f"A report\n\n{contents}I. Peace\n\n1. One.\n\n2. Two.\n\nII. Money\n\n3. Three.\n")
    assert [each.label for each in made.paragraphs] == ["1", "2", "3"]
    assert [each.heading for each in made.sections] == ["I. Peace", "II. Money"]


def test_a_number_far_to_the_right_is_the_page_s():
    made = found(f"1. It goes\n{' ' * 60}1\non.\n\n2. Two.\n")
    assert [each.text for each in made.paragraphs] == ["It goes on.", "Two."]


def test_french_title_pages_give_the_facts():
    made = found(
        "Nations Unies S/2031/500\nConseil de sécurité\nDistr. générale\n14 juin 2031\nFrançais\nOriginal : anglais\n\n"
        "Appui aux opérations de paix\n\nRapport du Secrétaire général\n\nI. Introduction\n\n1. Il en est ainsi.\n"
    )
    assert (made.facts.title, made.facts.date) == ("Appui aux opérations de paix", "2031-06-14")
    assert (made.facts.kind, made.facts.issuing_body) == ("report_of_the_secretary_general", "Secretary-General")


def test_french_resolutions_have_preambles():
    preamble = "Rappelant ses résolutions,1\n\nGravement préoccupé par la situation,\n\nConscient de ses devoirs,"
    text = (
        f"Résolution 1 (2030)\n\nLe Conseil de sécurité,\n\n{preamble}\n\n1. Décide d’agir :\n\na) Vite;\n\nb) Bien.\n"
    )
    assert list(texts(text)) == ["Preamble 1", "Preamble 2", "Preamble 3", "1", "1(a)", "1(b)"]
    assert found(text).sections[0].heading == "Le Conseil de sécurité,"


def test_paragraphs_count_on_beyond_a_thousand_and_years_do_not():
    text = "".join(f"{at}. It met.\n\n" for at in range(998, 1003))
    assert list(texts(f"{text}1003. It went on until\n2006. The end.\n")) == [str(at) for at in range(998, 1004)]


def test_a_heading_below_a_signature_is_no_part_of_it():
    heading = "Letter dated 3 May 2030 from the Chair addressed to the President"
    made = found(f"{heading}\n\nI write.\n\n(Signed) A. Name\n\nChair of it\n\nSummary\n\nIt is so.\n")
    assert [each.text for each in made.paragraphs] == ["I write.", "(Signed) A. Name Chair of it", "It is so."]
    assert made.sections[-1].heading == "Summary"


def test_items_on_one_line_are_running_text():
    text = f"1. It {LONG},\nand should:\n(a) plan; and (b) share.\n\n2. Two.\n"
    assert list(texts(text)) == ["1", "2"]


def test_notes_stand_at_the_foot_of_a_page_without_a_rule():
    pages = [
        f"      1.   It {LONG}.1\n\n      2.   So it was.\n\n      1 See the report, para. 14.\n\n      1/2\n\f",
        f"      3.   It {LONG}.2\n\n      4.   In that year 3 came.\n\n      2 Ibid.\n\n      2/2\n\f",
    ]
    made = found("\n".join(pages))
    assert [each.label for each in made.paragraphs] == ["1", "2", "3", "4"]
    assert made.paragraphs[0].text.endswith("they work together.")
    assert [(note.text, note.paragraph) for note in made.footnotes] == [("See the report, para. 14.", 0), ("Ibid.", 2)]


def test_letters_of_many_widths_leave_room_that_means_nothing():
    lines = [
        "      1.   The two organizations have worked together, and it went well in all of those places.",
        "      The plan that they drew up for the work was agreed by both of them as early as in May, and",
        "      was sent out.",
        "",
    ]
    wide = [
        f"      {at}.   It {LONG[:70]}\n      {LONG[70:]} and went on and on for years, as both of them\n      hoped.\n"
        for at in range(2, 12)
    ]
    made = texts("\n".join([*lines, *wide]) + "\n")
    assert list(made) == [str(at) for at in range(1, 12)]


def test_numbers_alone_that_count_on_and_cut_sentences_are_those_of_pages():
    page = [f"{{}}. It {LONG},", *[f"and {LONG}"] * 12, "as was agreed in the months of May and"]
    text = "\n".join("\n".join([*page, str(at), "June."]).format(at) for at in range(1, 5))
    made = found(text + "\n")
    assert [each.label for each in made.paragraphs] == ["1", "2", "3", "4"]
    assert all(each.text.endswith("in the months of May and June.") for each in made.paragraphs)
    assert [piece.raw for piece in made.pieces if piece.kind is PieceKind.PAGE_NUMBER] == ["1\n", "2\n", "3\n", "4\n"]


def test_paragraph_numbers_alone_on_their_lines_are_no_page_numbers():
    body = "\n".join([f"It {LONG},", *[f"and {LONG}"] * 12, "as was agreed."])
    assert list(texts("\n\n".join(f"{at}.\n\n{body}" for at in range(1, 5)) + "\n")) == ["1", "2", "3", "4"]
