"""What setup.cfg cannot say: the loops that are compiled.

They are optional: where there is no compiler the package is installed without them, and numpy, a dictionary
or an automaton does the work.
"""

from pathlib import Path

from setuptools import Extension, setup

_LOOPS = {
    "corpus/recogniser/compiled": ("names", "runs"),
    "indexer/codec/compiled": ("inversion", "pieces", "postings", "terms", "values"),
    "search/array_engine/compiled": (
        "field",
        "documents",
        "codes",
        "best",
        "phrase",
        "places",
        "split",
        "count",
    ),
    "search/passages/compiled": ("beginnings", "cutting"),
}

setup(
    ext_modules=[
        Extension(
            f"{folder.replace('/', '.')}.{name}",
            [f"{folder}/{name}.pyx"],
            depends=[str(path) for path in Path(folder).glob("*.pxd")],
            # No multiplication and addition in one: scores are to be numpy's, to the last bit.
            extra_compile_args=["-O3", "-ffp-contract=off", "-g0"],
            optional=True,
        )
        for folder, names in _LOOPS.items()
        for name in names
    ]
)
