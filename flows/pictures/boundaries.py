"""The bureau's own township boundaries. None come with Doudi: a published map needs its review number (审图号), and the
bureau has those it may use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import cos, radians
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, FiniteFloat, ValidationError

from schemas.faults import DoudiError

LARGEST_BYTES = 20_000_000
"""The townships of a county are some hundred kilobytes; this much is already more than a picture can show."""

CODES = ("township_code", "code", "乡镇代码", "区划代码")
"""Under which of these a feature tells its township; of a longer code the first nine digits count."""

LARGEST = 1e8
"""Metres, of a world that is forty million round: beyond it no number is a place."""

Coordinate = Annotated[FiniteFloat, Field(ge=-LARGEST, le=LARGEST)]
Point = Annotated[list[Coordinate], Field(min_length=2, max_length=3)]
Ring = Annotated[list[Point], Field(min_length=4)]


class _Polygon(BaseModel):
    type: Literal["Polygon"]
    coordinates: list[Ring]


class _MultiPolygon(BaseModel):
    type: Literal["MultiPolygon"]
    coordinates: list[list[Ring]]


class _Feature(BaseModel):
    properties: dict[str, Any]
    geometry: Annotated[_Polygon | _MultiPolygon, Field(discriminator="type")]

    @property
    def township_code(self) -> str:
        return next((str(self.properties[name])[:9] for name in CODES if name in self.properties), "")

    @property
    def polygons(self) -> list[list[Ring]]:
        if isinstance(self.geometry, _Polygon):
            return [self.geometry.coordinates]
        return self.geometry.coordinates


class _Collection(BaseModel):
    features: Annotated[list[_Feature], Field(min_length=1)]


Polygons = list[list[Ring]]


@dataclass(frozen=True)
class Land:
    """A township's land, flat: in units that are as long downward as eastward."""

    polygons: Polygons

    @property
    def geometry(self) -> Mapping[str, Any]:
        return {"type": "MultiPolygon", "coordinates": self.polygons}

    @property
    def points(self) -> list[Point]:
        return [point for polygon in self.polygons for ring in polygon for point in ring]

    @property
    def middle(self) -> tuple[float, float]:
        """Where its name stands: amid its longest ring, the mainland."""
        across, down = zip(
            *max((ring for polygon in self.polygons for ring in polygon), key=len), strict=True
        )
        return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


@dataclass(frozen=True)
class Sheet:
    """The lands in points of a picture, and how high it is."""

    lands: dict[str, Land]
    height: float


def read_boundaries(path: Path) -> dict[str, Land]:
    """By township code. The file is GeoJSON, polygons in degrees or in metres. Raises: DoudiError E-BOUNDARIES."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise DoudiError("E-BOUNDARIES", f"{path.name}: > {LARGEST_BYTES:,} bytes", exit_code=2)
        features = _Collection.model_validate_json(path.read_bytes()).features
    except OSError as wrong:
        raise DoudiError("E-BOUNDARIES", f"{path.name}: {wrong.strerror}", exit_code=2) from None
    except ValidationError as wrong:
        first = wrong.errors(include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise DoudiError("E-BOUNDARIES", f"{path.name}: {where} {first['type']}", exit_code=2) from None
    shrink = _shrink(
        [point for feature in features for polygon in feature.polygons for ring in polygon for point in ring]
    )
    found: dict[str, Polygons] = {}
    for feature in features:
        found.setdefault(feature.township_code, []).extend(
            _moved(feature.polygons, lambda x, y: [x * shrink, -y])
        )
    lands = {code: Land(polygons) for code, polygons in found.items()}
    for place, land in enumerate(lands.values()):
        if any(len(set(side)) == 1 for side in zip(*land.points, strict=True)):
            raise DoudiError("E-BOUNDARIES", f"{path.name}: features.{place} no_area", exit_code=2)
    return lands


def on_sheet(lands: Mapping[str, Land], width: float) -> Sheet:
    """As large as the width lets them be; a county that is all length is no more than half as high again as wide."""
    points = [point for land in lands.values() for point in land.points]
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    top, bottom = min(point[1] for point in points), max(point[1] for point in points)
    scale = min(width / (east - west), 1.5 * width / (bottom - top))
    placed = {
        code: Land(_moved(land.polygons, lambda x, y: [(x - west) * scale, (y - top) * scale]))
        for code, land in lands.items()
    }
    return Sheet(placed, (bottom - top) * scale)


def _moved(polygons: Polygons, to: Callable[[float, float], Point]) -> Polygons:
    return [[[to(point[0], point[1]) for point in ring] for ring in polygon] for polygon in polygons]


def _shrink(points: list[Point]) -> float:
    """How much shorter a degree eastward is than one northward; metres are alike already."""
    if any(abs(across) > 180 or abs(up) > 90 for across, up, *_ in points):
        return 1.0
    return cos(radians(sum(point[1] for point in points) / len(points)))
