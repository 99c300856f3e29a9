// A reader who has moved the map is offered the list of what is on that part of it.

const DECIMALS = 4; // as in search/facets/area.py

function address({ here, query }, bounds) {
  const asked = new URLSearchParams(query);
  asked.delete("pagina");
  const sides = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  asked.set("gebied", sides.map((side) => side.toFixed(DECIMALS)).join(","));
  return `${here}?${asked}`;
}

export function offerSearchHere(map, settings) {
  const link = document.createElement("a");
  link.className = "map__here";
  link.textContent = settings.words.searchHere;
  // Moving is what the reader does; the first view is not a move.
  const first = map.getBounds().toBBoxString();
  map.on("moveend", () => {
    const bounds = map.getBounds();
    if (bounds.toBBoxString() === first) return;
    link.href = address(settings, bounds);
    if (!link.isConnected) map.getContainer().append(link);
  });
}
