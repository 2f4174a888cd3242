"""The layers of the plan, with the rooms over the database taken from their one list (goldthread.rooms)."""

from typing import Any

from importlinter.contracts.layers import LayersContract

from goldthread.rooms import ROOMS


class Storeys(LayersContract):
    """Import-linter's layers, where the layer "each room" stands for every room of the list, the last one highest."""

    def __init__(self, name: str, session_options: dict[str, Any], contract_options: dict[str, Any]) -> None:
        layers: list[str] = []
        for layer in contract_options["layers"]:
            layers += reversed(ROOMS) if layer == "each room" else [layer]
        super().__init__(name, session_options, contract_options | {"layers": layers})
