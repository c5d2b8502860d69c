import pytest

from crawler.readers.apis.script import UNKNOWN, Script


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("get('/a/list?x=1')", "/a/list?x=1"),
        ('get("/a/list?x=" + 5 + "&y=z")', "/a/list?x=5&y=z"),
        ("var id = 'c7'; get('/a/list?x=' + id)", "/a/list?x=c7"),
        ("var o = {id: 'c7'}; get('/a/list?x=' + o.id + '&y=1')", "/a/list?x=c7&y=1"),
        ("var id = 9; get(`/a/list?x=${id}`)", "/a/list?x=9"),
        ("get('/a/list?x=' + id)", f"/a/list?x={UNKNOWN}"),
        ("get(`/a/list?x=${id}`)", f"/a/list?x={UNKNOWN}"),
        ("var id = '7'; get('/a/list?x=' + id())", f"/a/list?x={UNKNOWN}"),
        ("get('/a/list?_=' + Math.random() + '&y=z')", f"/a/list?_={UNKNOWN}&y=z"),
        ("get('/a/list?x=' + f(1) + '&y=z')", f"/a/list?x={UNKNOWN}{UNKNOWN}"),
        ("get('/a/list?x=' + (1 + 2))", f"/a/list?x={UNKNOWN}"),
        ("// the /a/list of 'b'\nget('/a/list')", "/a/list"),
        ("function f() { return /a/list; }", ""),
        ("get('/b')", ""),
        ("get('/a/list", ""),
        ("var root = '/x'; get(root + '/a/list')", "/a/list"),
    ],
)
def test_an_address_is_put_together_without_running_anything(code: str, expected: str) -> None:
    assert Script(code).address_with("/a/list") == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("post('/a', {x: 1, 'y': \"z\", w: ''})", {"x": "1", "y": "z", "w": ""}),
        ("ajax({data: {x: true}, url: '/a'})", {"x": "true"}),
        ("var p = {x: n, y: -1}; var n = 'c'; post('/a', p)", {"x": "c", "y": "-1"}),
        ("post('/a', JSON.stringify({x: when(), 'filter[Y]': '2'}))", {"x": UNKNOWN, "filter[Y]": "2"}),
        ("post('/a', p)", {}),
        ("post('/b', {x: 1})", {}),
    ],
)
def test_a_form_is_the_object_nearest_to_the_address(code: str, expected: dict[str, str]) -> None:
    assert Script(code).form_near("'/a'") == expected


def test_a_value_is_the_first_that_a_name_is_given() -> None:
    values = Script("if (a == 'no') {} var a = 'x'; a = 'y'; o = {\"b\": 3, c: 4.5, d: '', e: f}").values
    assert values == {"a": "x", "b": "3"}
