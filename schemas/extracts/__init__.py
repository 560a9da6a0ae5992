"""Every feed that Doudi reads; a module here that names a CONTRACT is found by itself."""

from importlib import import_module
from pkgutil import iter_modules

from schemas.extract import Extract


def _all() -> dict[str, Extract]:
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    contracts = [module.CONTRACT for module in modules]
    return {contract.name: contract for contract in sorted(contracts, key=lambda contract: contract.name)}


EXTRACTS: dict[str, Extract] = _all()
