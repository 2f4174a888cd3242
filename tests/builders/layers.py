"""A small layer of an encoder, made of random numbers."""

import numpy as np

from goldthread.coding.models.layers import NUMBERS, WIDTH


INNER = 8


def small_layer():
    """Its numbers, in the order of NUMBERS; seeded."""
    chance = np.random.default_rng(3)
    shapes = {
        "attend": (WIDTH, 3 * WIDTH),
        "attend_bias": (3 * WIDTH,),
        "gathered": (WIDTH, WIDTH),
        "wide": (WIDTH, INNER),
        "wide_bias": (INNER,),
        "narrow": (INNER, WIDTH),
    }
    return [chance.normal(0, 0.1, shapes.get(name, (WIDTH,))).astype(np.float32) for name in NUMBERS]
