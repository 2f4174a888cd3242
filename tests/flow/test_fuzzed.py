from benchmarks import fuzzing


def test_no_damaged_file_brings_a_traceback_or_an_unbalanced_account(tmp_path, monkeypatch):
    monkeypatch.setattr(fuzzing, "SHARED", tmp_path / "none")
    found = fuzzing.run(60, 11, tmp_path, every=20)
    assert found["failures"] == []
    assert sum(found["fates"].values()) == 63
