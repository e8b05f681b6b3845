"""Worker processes: killed, slow, unable to start; none is left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

import vntext

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes by signals")

METHODS = [
    m for m in ("fork", "spawn", "forkserver") if m in multiprocessing.get_all_start_methods()
]
TEXTS = [f"Ông Lê Văn An đến lần {i}." for i in range(60)]

STAGES = '''
import os, pathlib, signal, time
from vntext.spans import Spans

class Trouble:
    """Splits by spaces. A word kills the process: once, if a file is named, else always."""

    def __init__(self, flag=None):
        self.flag = flag

    def segment(self, text, protected):
        if "chết" in text:
            if self.flag is None or not pathlib.Path(self.flag).exists():
                if self.flag:
                    pathlib.Path(self.flag).touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if "lâu" in text:
            time.sleep(60)
        out, at = [], 0
        for part in text.split():
            at = text.index(part, at)
            out.append((at, at + len(part)))
            at += len(part)
        return Spans.of(out)
'''


@pytest.fixture
def script(tmp_path):
    """Runs a script that is a file, as a user's is."""
    (tmp_path / "stages.py").write_text(STAGES, "utf8")

    def run(code: str, *, start=subprocess.run, **options):
        path = tmp_path / "script.py"
        path.write_text(textwrap.dedent(code), "utf8")
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        command = [sys.executable, str(path)]
        return start(command, cwd=tmp_path, env=env, text=True, **options)

    return run


def output(result) -> list[str]:
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


@pytest.mark.parametrize("method", METHODS)
def test_every_start_method_survives_a_killed_worker_and_a_slow_text(script, method, tmp_path):
    flag = tmp_path / "flag"
    code = f"""
        import multiprocessing, vntext
        from stages import Trouble

        if __name__ == "__main__":
            multiprocessing.set_start_method({method!r})
            texts = [f"Ông Lê Văn An đến lần {{i}}." for i in range(20)]
            texts[7] += " Cây chết."
            once = vntext.Pipeline(segmenter=Trouble({str(flag)!r}))
            docs = list(once.pipe(texts, n_process=2, batch_size=100))
            print([d.text for d in docs] == texts)
            assert docs[7].words.texts()[-1] == "chết."
            texts[11] += " Rất lâu."
            always = vntext.Pipeline(segmenter=Trouble())
            out = always.pipe(texts, n_process=2, batch_size=100, timeout=1.5, on_error="return")
            out = list(out)
            print([x.text for x in out] == texts)
            for x in out:
                if isinstance(x, vntext.Failure):
                    print(x.index, type(x.error).__name__, x.error)
            print(multiprocessing.active_children())
        """
    same, same_again, killed, slow, children = output(
        script(code, capture_output=True, timeout=120)
    )
    assert (same, same_again, children) == ("True", "True", "[]")
    assert killed.startswith("7 WorkerError worker processes ended while they analysed it")
    assert slow == "11 TextTimeoutError the text took more than 1.5 seconds"


def test_a_text_that_kills_is_raised_once(tmp_path):
    namespace: dict = {}
    exec(STAGES, namespace)  # a fork knows the class, wherever it was made
    sys.modules["stages"] = module = type(sys)("stages")
    module.Trouble = namespace["Trouble"]
    module.Trouble.__module__ = "stages"
    nlp = vntext.Pipeline(segmenter=module.Trouble())
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("processes are not forked here")
    docs = nlp.pipe(["Trời mưa.", "Cây chết.", "Gió to."], n_process=2)
    assert next(docs).text == "Trời mưa."
    with pytest.raises(vntext.WorkerError, match="ended while they analysed it") as caught:
        next(docs)
    assert caught.value.__notes__ == ["of texts[1]"]
    assert not multiprocessing.active_children()


def test_a_worker_that_is_killed_from_outside_is_replaced():
    got = []
    for n, doc in enumerate(vntext.pipe(TEXTS * 20, n_process=2, batch_size=300)):
        got.append(doc.text)
        if n in (10, 200, 500):
            os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    assert got == TEXTS * 20
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("method", [m for m in METHODS if m != "fork"])
def test_a_script_without_a_guard_is_told(script, method):
    code = f"""
        import multiprocessing, vntext

        multiprocessing.set_start_method({method!r}, force=True)
        print(len(list(vntext.pipe(["Trời mưa."] * 10, n_process=2))))
        """
    result = script(code, capture_output=True, timeout=60)
    assert result.returncode == 1
    last = result.stderr.strip().splitlines()[-1]
    assert last.startswith("vntext.errors.WorkerError: a worker process ended before it was ready")
    assert "under `if __name__ == '__main__':`" in last


def test_a_pipeline_that_cannot_be_sent_is_refused():
    class Local:
        def tag(self, batch):
            return []

    docs = vntext.Pipeline(tagger=Local()).pipe(TEXTS, n_process=2)
    with pytest.raises(vntext.InvalidOptionError, match="cannot be sent to other processes"):
        next(docs)


def test_a_stream_that_is_left_leaves_no_process():
    docs = vntext.pipe(TEXTS * 5, n_process=2, batch_size=200)
    next(docs)
    assert len(multiprocessing.active_children()) == 2
    docs.close()
    assert not multiprocessing.active_children()


ENDLESS = """
    import itertools, multiprocessing, vntext

    if __name__ == "__main__":
        multiprocessing.set_start_method({method!r})
        texts = (f"Ông Lê Văn An đến lần {{i}}." for i in itertools.count())
        docs = vntext.pipe(texts, n_process=2, batch_size=5000)
        next(docs)
        print(*(p.pid for p in multiprocessing.active_children()), flush=True)
        for doc in docs:
            pass
    """


def _gone(pids: list[int]) -> bool:
    def alive(pid: int) -> bool:
        try:
            with open(f"/proc/{pid}/stat") as file:
                return file.read().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False

    until = time.monotonic() + 20
    while any(map(alive, pids)):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks at processes in /proc")
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whatever_ends_the_parent_ends_the_workers(script, method, stop):
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with script(
        ENDLESS.format(method=method), start=subprocess.Popen, start_new_session=True, **pipes
    ) as parent:
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) >= 1
        if stop == signal.SIGINT:
            os.killpg(parent.pid, stop)  # a terminal sends Ctrl-C to all of them
        else:
            parent.send_signal(stop)
        error = parent.communicate(timeout=30)[1]
    assert _gone(pids)
    if stop == signal.SIGINT:
        assert error.count("Traceback") == 1, error
        assert error.rstrip().endswith("KeyboardInterrupt")
