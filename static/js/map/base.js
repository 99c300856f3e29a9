// The land itself, from a file of this site: seen below the tiles, and all there is without them.

const CITIES = [
  ["Amsterdam", 52.373, 4.893, 6.5],
  ["Den Haag", 52.078, 4.311, 6.5],
  ["Rotterdam", 51.922, 4.479, 7.5],
  ["Utrecht", 52.091, 5.122, 6.5],
  ["Groningen", 53.219, 6.567, 6.5],
  ["Leeuwarden", 53.201, 5.799, 6.5],
  ["Assen", 52.993, 6.562, 7.5],
  ["Zwolle", 52.512, 6.094, 6.5],
  ["Lelystad", 52.518, 5.471, 7.5],
  ["Arnhem", 51.985, 5.899, 6.5],
  ["Haarlem", 52.381, 4.637, 8.5],
  ["Middelburg", 51.5, 3.613, 6.5],
  ["Den Bosch", 51.69, 5.304, 7.5],
  ["Eindhoven", 51.441, 5.478, 6.5],
  ["Maastricht", 50.851, 5.691, 6.5],
  ["Almere", 52.371, 5.214, 8.5],
  ["Amersfoort", 52.156, 5.388, 8.5],
  ["Apeldoorn", 52.211, 5.97, 7.5],
  ["Breda", 51.588, 4.776, 7.5],
  ["Delft", 52.012, 4.357, 9],
  ["Deventer", 52.255, 6.16, 8.5],
  ["Dordrecht", 51.813, 4.67, 8.5],
  ["Ede", 52.04, 5.665, 9],
  ["Emmen", 52.785, 6.898, 7.5],
  ["Enschede", 52.22, 6.896, 7.5],
  ["Gouda", 52.011, 4.711, 9],
  ["Heerlen", 50.888, 5.979, 8.5],
  ["Hilversum", 52.224, 5.177, 9],
  ["Leiden", 52.16, 4.497, 8.5],
  ["Nijmegen", 51.842, 5.853, 7.5],
  ["Roermond", 51.194, 5.987, 8.5],
  ["Tilburg", 51.556, 5.091, 8.5],
  ["Venlo", 51.37, 6.172, 7.5],
  ["Alkmaar", 52.632, 4.753, 8.5],
  ["Den Helder", 52.956, 4.76, 7.5],
  ["Terneuzen", 51.335, 3.828, 8.5],
  ["Zoetermeer", 52.057, 4.494, 9],
];

function drawCities(L, map) {
  map.createPane("cities").classList.add("map__cities");
  const names = CITIES.map(([name, latitude, longitude, zoom]) => {
    const label = document.createElement("span");
    label.className = "map-city";
    label.setAttribute("aria-hidden", "true");
    label.textContent = name;
    const icon = new L.DivIcon({ iconSize: null });
    icon.createIcon = () => label;
    const marker = L.marker([latitude, longitude], {
      icon,
      pane: "cities",
      interactive: false,
      keyboard: false,
    });
    return { marker, zoom };
  });
  const choose = () => {
    for (const { marker, zoom } of names) {
      if (map.getZoom() >= zoom) marker.addTo(map);
      else marker.remove();
    }
  };
  map.on("zoomend", choose);
  choose();
}

export async function drawBase(L, map, settings) {
  map.createPane("land").classList.add("map__land");
  drawCities(L, map);
  try {
    const response = await fetch(settings.base, { credentials: "omit" });
    if (!response.ok) return;
    const land = await response.json();
    L.geoJSON(land, {
      pane: "land",
      interactive: false,
      style: ({ properties }) => ({ className: `map-land map-land--${properties.kind}` }),
    }).addTo(map);
  } catch {
    // Without the shape of the land the marks and the list still work.
  }
}
