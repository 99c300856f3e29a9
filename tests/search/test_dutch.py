"""Words in singular and plural, as they are looked for where no index knows their stem."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.asking import Synonyms, parts_of
from search.dutch import forms_of, singular
from search.text_match import haystack, holds, key_of, keys_of


def finds(asked: str, text: str) -> bool:
    """Whether a text holds what is asked; its keys must then tell so too."""
    parts = parts_of(asked, Synonyms())
    found = holds(haystack([text]), parts)
    if found:
        assert set(keys_of(parts)) & {key_of(word) for word in haystack([text]).split()}
    return found


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("werkplek", "werkplekken"),
        ("vergaderzaal", "vergaderzalen"),
        ("brief", "brieven"),
        ("bedrijf", "bedrijven"),
        ("prijs", "prijzen"),
        ("bureau", "bureaus"),
        ("camera", "camera's"),
        ("taak", "taken"),
        ("zaak", "zaken"),
        ("baas", "bazen"),
        ("fotograaf", "fotografen"),
        ("graf", "graven"),
        ("wet", "wetten"),
        ("weg", "wegen"),
        ("app", "apps"),
        ("UWV", "UWV's"),
    ],
)
def test_a_word_is_found_in_the_other_number(one: str, many: str) -> None:
    assert finds(one, f"Alle {many} van ons")
    assert finds(many, f"Onze {one} van nu")


@pytest.mark.parametrize(
    ("asked", "text"),
    [("wet", "Wij weten het"), ("weg", "Mijn wagen"), ("open", "Op tijd"), ("zaak", "Mijn zak")],
)
def test_another_word_is_not_found(asked: str, text: str) -> None:
    assert not finds(asked, text)


@given(st.text(max_size=40))
def test_every_word_is_its_own_form(word: str) -> None:
    forms = forms_of(word)
    assert forms[0] == singular(word)
    assert len(forms) == len(set(forms)) <= 4
