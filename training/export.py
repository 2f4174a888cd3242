"""Writes the fitted encoder as one ONNX file with eight-bit weights, for machines that have no torch.

    python training/export.py --fitted DIR/encoder.pt [DIR/other.pt ...] --start DIR --out MODEL_DIR

Several fitted encoders that began at the same groundwork are averaged weight by weight.
"""

import argparse
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic


HEADS, LAYERS, PLACES = 12, 6, 128
OWN = "com.microsoft"
Weights = dict[str, np.ndarray]


class Sheet:
    """A graph under construction."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.held: list[onnx.TensorProto] = []
        self.names = 0

    def keep(self, value: np.ndarray) -> str:
        """A constant's name."""
        self.names += 1
        self.held.append(numpy_helper.from_array(np.ascontiguousarray(value), f"held{self.names}"))
        return f"held{self.names}"

    def add(self, kind: str, *given: str, domain: str = "", out: str = "", **how: object) -> str:
        """The name of what a step makes."""
        self.names += 1
        made = out or f"made{self.names}"
        self.nodes.append(helper.make_node(kind, list(given), [made], domain=domain, **how))
        return made


def whole(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows as whole numbers from -127 to 127, with one step for each row."""
    step = np.maximum(np.abs(weights).max(1, keepdims=True), 1e-9) / 127
    return np.round(weights / step).astype(np.int8), step.astype(np.float32)


def drawn(held: Weights) -> onnx.ModelProto:
    """The encoder's graph: pieces (1, length) and service (1) to scores (1, outputs)."""
    sheet = Sheet()
    words, step = whole(np.concatenate([held["word.weight"], held["question.weight"], held["score.weight"]]))
    seen = sheet.add("Cast", sheet.add("Gather", sheet.keep(words), "pieces"), to=TensorProto.FLOAT)
    seen = sheet.add("Mul", seen, sheet.add("Gather", sheet.keep(step), "pieces"))
    length = sheet.add("Shape", "pieces", start=1, end=2)
    places = sheet.add("Slice", sheet.keep(held["place.weight"][:PLACES]), sheet.keep(np.array([0])), length)
    service = sheet.add("Gather", sheet.keep(held["service.weight"]), "service")
    service = sheet.add("Unsqueeze", service, sheet.keep(np.array([1])))
    seen = sheet.add("Add", sheet.add("Add", seen, places), service)
    seen = sheet.add(
        "LayerNormalization",
        seen,
        *(sheet.keep(held[f"norm.{one}"]) for one in ("weight", "bias")),
        axis=-1,
        epsilon=1e-12,
    )
    for at in range(LAYERS):
        seen = layer(sheet, held, f"layers.{at}.", seen)
    pooled = sheet.add("ReduceMean", seen, sheet.keep(np.array([1])), keepdims=0)
    sheet.add("Gemm", pooled, sheet.keep(held["says.weight"].T), sheet.keep(held["says.bias"]), out="scores")
    shapes = {"pieces": ["n", "length"], "service": ["n"]}
    graph = helper.make_graph(
        sheet.nodes,
        "encoder",
        [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name, shape in shapes.items()],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", len(held["says.bias"])])],
        sheet.held,
    )
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(OWN, 1)], ir_version=9
    )


def layer(sheet: Sheet, held: Weights, name: str, seen: str) -> str:
    """One layer of the encoder."""

    def kept(part: str) -> str:
        return sheet.keep(held[name + part].T)

    def after(made: str, line: str, norm: str) -> str:
        return sheet.add(
            "SkipLayerNormalization",
            made,
            seen,
            kept(f"{norm}.weight"),
            kept(f"{norm}.bias"),
            kept(f"{line}.bias"),
            domain=OWN,
            epsilon=1e-12,
        )

    looked = sheet.add("Attention", seen, kept("attend.weight"), kept("attend.bias"), domain=OWN, num_heads=HEADS)
    seen = after(sheet.add("MatMul", looked, kept("gathered.weight")), "gathered", "first")
    wide = sheet.add("BiasGelu", sheet.add("MatMul", seen, kept("wide.weight")), kept("wide.bias"), domain=OWN)
    return after(sheet.add("MatMul", wide, kept("narrow.weight")), "narrow", "second")


def averaged(files: list[Path]) -> Weights:
    """Weights of one encoder, or the mean of several."""
    every = [torch.load(file, map_location="cpu") for file in files]
    return {name: torch.stack([one[name].float() for one in every]).mean(0).numpy() for name in every[0]}


def write(held: Weights, out: Path) -> None:
    """Round to eight bits (seven for weights, so that older processors do not overflow) and write."""
    with TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        onnx.save(drawn(held), exact)
        quantize_dynamic(
            exact,
            out / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Attention"],
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--fitted", type=Path, nargs="+", required=True)
    ask.add_argument("--start", type=Path, required=True, help="the folder that holds vocabulary.txt")
    ask.add_argument("--out", type=Path, required=True)
    how = ask.parse_args()
    how.out.mkdir(parents=True, exist_ok=True)
    write(averaged(how.fitted), how.out)
    shutil.copy(how.start / "vocabulary.txt", how.out / "vocabulary.txt")


if __name__ == "__main__":
    main()
