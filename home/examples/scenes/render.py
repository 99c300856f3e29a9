"""Renders the scenes with POV-Ray and develops them: what is out of focus, glow, grain, a JPEG.

Run in this folder: `python render.py overleg trap` (no name: all of them). See README.md.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

HERE = Path(__file__).parent
PHOTOS = HERE.parent / "photos"
WIDTH, HEIGHT = 1440, 900
FAR = 65535
QUALITY = 82

Pixels = NDArray[np.floating[Any]]


class Lens(NamedTuple):
    """What is sharp, in metres from the camera, and how much the rest is blurred."""

    sharp: float
    blur: float
    reach: float = 6.0
    exposure: float = 1.0


LENSES = {
    "archief": Lens(3.0, 6, reach=12, exposure=1.5),
    "avond": Lens(30, 0, exposure=1.35),
    "balie": Lens(4.2, 6, reach=10, exposure=1.3),
    "brug": Lens(200, 0, exposure=1.1),
    "bureau": Lens(1.3, 9, reach=8, exposure=1.25),
    "fietsen": Lens(3.2, 8, reach=12, exposure=1.3),
    "gracht": Lens(60, 0, exposure=1.15),
    "notities": Lens(0.85, 13, reach=3),
    "overleg": Lens(1.75, 15, exposure=1.15),
    "servers": Lens(1.6, 6, reach=8, exposure=1.2),
    "trap": Lens(6, 0, exposure=1.4),
    "whiteboard": Lens(1.9, 10, reach=6),
}


def rendered(scene: str, width: int, *settings: str) -> Image.Image:
    """A scene as POV-Ray renders it."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "scene.png"
        size = [f"+W{width}", f"+H{width * HEIGHT // WIDTH}"]
        subprocess.run(  # noqa: S603  our own scenes
            ["nice", "-n", "4", "povray", f"+I{scene}.pov", f"+O{target}", *size, "-D", *settings],  # noqa: S607
            check=True,
            cwd=HERE,
            capture_output=True,
        )
        with Image.open(target) as image:
            return image.copy()


def distances(scene: str, width: int, reach: float) -> Pixels:
    """How far away each point is, in metres."""
    fog = rendered(
        scene,
        width,
        f"Declare=Depth={reach}",
        "+FN16",
        "Grayscale_Output=on",
        "File_Gamma=1.0",
        "-A",
    )
    thick = np.asarray(fog, np.float64) / FAR
    return (-reach * np.log(np.clip(1 - thick, 1e-4, 1))).astype(np.float32)


def spread(pixels: Pixels, radius: float) -> Pixels:
    """The pixels, each smeared out over a disc."""
    height, width = pixels.shape[:2]
    y, x = np.ogrid[:height, :width]
    y, x = np.minimum(y, height - y), np.minimum(x, width - x)
    disc = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
    lens = np.fft.rfft2(disc / disc.sum())
    planes = [
        np.fft.irfft2(np.fft.rfft2(pixels[..., n]) * lens, (height, width))
        for n in range(pixels.shape[2])
    ]
    return np.stack(planes, -1).astype(np.float32)


def out_of_focus(pixels: Pixels, circle: Pixels) -> Pixels:
    """Blur each point as much as its circle of confusion says (a radius in pixels).

    Done in layers; a layer takes no colour from what is much sharper than itself.
    """
    edge = 48
    padded = np.pad(pixels, ((edge, edge), (edge, edge), (0, 0)), mode="edge")
    around = np.pad(circle, edge, mode="edge")
    radii = [0.0, 1.0, 2.0, 3.5, 5.5, 8.0, 11.0, 15.0, 20.0]
    layers = [padded]
    for radius in radii[1:]:
        share = np.clip(around / radius * 2 - 0.6, 0.001, 1)[..., None]
        smeared = spread(np.concatenate([padded * share, share], -1), radius)
        layers.append(smeared[..., :3] / np.maximum(smeared[..., 3:], 1e-5))
    place = np.interp(around, radii, range(len(radii)))
    low = np.minimum(place.astype(int), len(radii) - 2)
    part = (place - low)[..., None]
    stack = np.stack(layers)
    rows, columns = np.indices(around.shape)
    mixed = stack[low, rows, columns] * (1 - part) + stack[low + 1, rows, columns] * part
    return np.asarray(mixed[edge:-edge, edge:-edge], np.float32)


def developed(linear: Pixels, exposure: float) -> Image.Image:
    """Glow around what is bright, soft shoulders, darker corners and a little grain."""
    height, width = linear.shape[:2]
    bright = np.clip(linear - 0.75, 0, None)
    linear = linear + 0.10 * spread(bright, width / 110) + 0.06 * spread(bright, width / 30)
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    linear = linear * exposure * (1 - 0.13 * (x**2 + y**2))[..., None]
    # The curve of a film: straight in the shadows, bending where it comes near to white.
    curve = linear * (1 + linear / 2.6) / (1 + linear * 0.86)
    shown = np.clip(curve, 0, 1) ** (1 / 2.2)
    shown = shown + 0.035 * np.sin((shown - 0.5) * np.pi) * np.cos((shown - 0.5) * np.pi)
    noise = np.random.default_rng(7).normal(0, 1, shown.shape).astype(np.float32)
    grain = 0.25 * noise + 0.75 * noise.mean(-1, keepdims=True)
    shown = shown + 0.011 * grain * (1.15 - shown)
    return Image.fromarray(np.asarray(np.clip(shown, 0, 1) * 255 + 0.5, np.uint8))


def photograph(scene: str, width: int, *settings: str) -> Image.Image:
    """A scene as a camera would take it."""
    lens = LENSES[scene]
    picture = rendered(scene, width, *settings).convert("RGB")
    linear: Pixels = (np.asarray(picture, np.float32) / 255) ** 2.2
    if lens.blur:
        far = distances(scene, width, lens.reach)
        circle = lens.blur * width / WIDTH * np.abs(1 / lens.sharp - 1 / np.maximum(far, 0.05))
        linear = out_of_focus(linear, np.clip(circle * lens.sharp, 0, 20 * width / WIDTH))
    return developed(linear, lens.exposure)


def main() -> None:
    """Render the scenes that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", default=list(LENSES))
    parser.add_argument("--width", type=int, default=WIDTH)
    parser.add_argument("--to", type=Path, default=PHOTOS)
    asked = parser.parse_args()
    asked.to.mkdir(exist_ok=True)
    for scene in asked.scenes:
        picture = photograph(scene, asked.width, "+A0.12", "+AM2", "+R2")
        picture.save(
            asked.to / f"{scene}.jpg", "JPEG", quality=QUALITY, optimize=True, progressive=True
        )


if __name__ == "__main__":
    main()
