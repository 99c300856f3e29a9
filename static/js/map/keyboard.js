// All marks together are one stop for the Tab key; the arrow keys go to the nearest mark.

const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function distance(from, to) {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

// The nearest mark in a direction; what lies askew counts as further away.
function nearestTowards(from, places, [dx, dy]) {
  let best = null;
  let least = Infinity;
  for (const place of places) {
    const ahead = (place.x - from.x) * dx + (place.y - from.y) * dy;
    const aside = Math.abs((place.x - from.x) * dy) + Math.abs((place.y - from.y) * dx);
    const cost = ahead + 2 * aside;
    if (ahead > 0 && cost < least) {
      best = place.mark;
      least = cost;
    }
  }
  return best;
}

export function keepOneStop(map, marks) {
  let current = null;
  const container = map.getContainer();
  const point = (mark) => map.latLngToContainerPoint(mark.marker.getLatLng()).add(mark.data.offset);

  function makeStop(mark) {
    for (const other of marks()) other.element.tabIndex = other === mark ? 0 : -1;
    current = mark;
  }

  function placed(except) {
    return marks()
      .filter((mark) => mark !== except)
      .map((mark) => ({ ...point(mark), mark }));
  }

  container.addEventListener(
    "keydown",
    (event) => {
      const mark = marks().find(({ element }) => element === event.target);
      if (!mark || !ARROWS[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      const next = nearestTowards(point(mark), placed(mark), ARROWS[event.key]);
      if (!next) return;
      makeStop(next);
      next.element.focus({ preventScroll: true });
      if (!map.getBounds().pad(-0.05).contains(next.marker.getLatLng())) {
        map.panTo(next.marker.getLatLng());
      }
    },
    true,
  );
  container.addEventListener("focusin", (event) => {
    const mark = marks().find(({ element }) => element === event.target);
    if (mark) makeStop(mark);
  });

  return {
    // After a redraw: keep the stop, and the focus of a mark that is gone goes to the nearest.
    refresh(lost) {
      const all = marks();
      let next = all.includes(current) ? current : null;
      if (!next) {
        const from = lost ? point(lost) : map.getSize().divideBy(2);
        const near = placed(null).sort((a, b) => distance(from, a) - distance(from, b));
        next = near[0]?.mark ?? null;
      }
      makeStop(next);
      if (lost) (next?.element ?? container).focus({ preventScroll: true });
    },
  };
}
