"""What setup.cfg cannot say: the loops that are compiled.

They are optional: where there is no compiler the package is installed without them, and numpy does the work.
"""

from setuptools import Extension, setup

_FOLDER = "search/array_engine/compiled"

setup(
    ext_modules=[
        Extension(
            f"{_FOLDER.replace('/', '.')}.{name}",
            [f"{_FOLDER}/{name}.pyx"],
            depends=[f"{_FOLDER}/field.pxd"],
            # No multiplication and addition in one: scores are to be numpy's, to the last bit.
            extra_compile_args=["-O3", "-ffp-contract=off"],
            optional=True,
        )
        for name in ("field", "best", "phrase")
    ]
)
