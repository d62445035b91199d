from recommendations.parsing.labels import Labels, without_repeat


def test_a_label_given_twice_says_so():
    labels = Labels()
    assert [labels.unique("5(a)") for _ in range(3)] == ["5(a)", "5(a) [2]", "5(a) [3]"]
    assert without_repeat("5(a) [2]") == without_repeat("5(a)") == "5(a)"


def test_blocks_without_a_sign_are_counted_under_a_name():
    labels = Labels()
    assert [labels.counted("Summary", first=1) for _ in range(2)] == ["Summary 1", "Summary 2"]
    assert labels.counted("5", first=2) == "5 2"
    assert labels.unique("5 2") == "5 2 [2]"
