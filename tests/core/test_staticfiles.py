"""Static files as production keeps them."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.core.files.storage import FileSystemStorage
from django.test import Client

from cms.core.staticfiles import HashedStaticFilesStorage

PARTS = ["view", "base", "here", "keyboard", "marks"]


def test_what_a_script_imports_has_a_name_that_tells_its_contents(tmp_path: Path) -> None:
    storage = HashedStaticFilesStorage(location=str(tmp_path))
    source = FileSystemStorage(Path(str(find("js/map/view.js"))).parent)
    paths = {}
    for part in PARTS:
        name = f"js/map/{part}.js"
        with source.open(f"{part}.js") as file:
            storage.save(name, file)
        paths[name] = (storage, name)
    for _name, _hashed, problem in storage.post_process(paths):
        assert not isinstance(problem, Exception), problem
    view = (tmp_path / storage.stored_name("js/map/view.js")).read_text()
    for part in PARTS[1:]:
        assert Path(storage.stored_name(f"js/map/{part}.js")).name in view
        assert f'"./{part}.js"' not in view


@pytest.mark.django_db
def test_pages_are_sent_compressed_to_who_takes_that(client: Client) -> None:
    response = client.get("/", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert "Content-Encoding" not in client.get("/").headers
