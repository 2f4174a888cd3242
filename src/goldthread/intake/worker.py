"""A worker process: chunks in, rows out, until its input closes."""

import gc
import os
import pickle
import signal
import sys

import pyarrow as pa

from goldthread.intake.messages import get, put
from goldthread.intake.working import Worked, warm, work


def main() -> None:
    """Answer every chunk, by the coder named; an error travels back instead of ending the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever brings the file in ends, and closes our input
    kind = sys.argv[1] if len(sys.argv) > 1 else "fast"
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints may mix with the answers
    warm(kind)
    gc.freeze()
    gc.disable()  # a chunk is much, and has no circles: looking for them takes a quarter of the time
    while (message := get(sys.stdin.buffer)) is not None:
        try:
            answer: object = _packed(work(pickle.loads(message), kind=kind))
        except Exception as error:
            answer = RuntimeError(f"{type(error).__name__} in a worker")
            if os.environ.get("GOLDTHREAD_DEBUG"):
                answer = error
        try:
            put(out, pickle.dumps(answer, protocol=5))
        except BrokenPipeError:  # whoever brought the file in was killed
            os._exit(0)
        del answer, message
        gc.collect()


def _packed(worked: Worked) -> dict[str, object]:
    return {"rows": _bytes(worked.rows), "concerns": _bytes(worked.concerns), "foreign": worked.foreign}


def _bytes(rows: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as stream:
        stream.write_table(rows)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


if __name__ == "__main__":
    main()
