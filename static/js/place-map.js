/**
 * Draws the map of one place in each `[data-place-map]`.
 *
 * The address stands below it in words, so nothing is lost when this does not run.
 */

const NEAR = 15;
const FAR = 8;
const LAND_STYLE = { color: "#8a8f98", fillColor: "#f6f4ec", fillOpacity: 1, weight: 1 };

/** Add a style sheet once. */
function loadStyle(address) {
  if (document.querySelector(`link[href="${address}"]`)) {
    return;
  }
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  document.head.append(link);
}

/** No tiles: draw the land from this site, and show where in the country the place is. */
async function drawLand(map, point, { land, landAttribution }) {
  const response = await fetch(land);
  window.L.geoJSON(await response.json(), {
    attribution: landAttribution,
    interactive: false,
    style: LAND_STYLE,
  }).addTo(map);
  map.setView(point, FAR);
}

/** Draw the map of one element. */
async function draw(element) {
  const { latitude, longitude, tiles, attribution, label, leaflet, leafletStyle, icons } =
    element.dataset;
  loadStyle(leafletStyle);
  // Leaflet is no module: it puts itself on the window.
  await import(leaflet);
  const { L } = window;
  element.hidden = false;
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", label);
  const point = [Number(latitude), Number(longitude)];
  const map = L.map(element, { scrollWheelZoom: false, zoomControl: false }).setView(point, NEAR);
  L.control
    .zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut })
    .addTo(map);
  map.attributionControl.setPrefix(false);
  const layer = L.tileLayer(tiles, {
    attribution,
    minZoom: 6,
    maxZoom: 19,
    referrerPolicy: "no-referrer-when-downgrade",
  });
  let loaded = 0;
  layer.on("tileload", () => {
    loaded += 1;
  });
  layer.once("load", () => {
    if (loaded === 0) {
      // Leaflet is still busy with the layer at this moment.
      setTimeout(() => {
        layer.remove();
        drawLand(map, point, element.dataset);
      });
    }
  });
  layer.addTo(map);
  L.marker(point, {
    alt: label,
    keyboard: false,
    icon: L.divIcon({
      className: "block__pin",
      html: `<svg aria-hidden="true" focusable="false"><use href="${icons}#map-pin"></use></svg>`,
      iconSize: [40, 40],
      iconAnchor: [20, 38],
    }),
  }).addTo(map);
}

const elements = document.querySelectorAll("[data-place-map]");
const observer = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) {
      observer.unobserve(target);
      draw(target.querySelector("[data-place-map]"));
    }
  }
});
// The map itself is hidden until it is drawn, so its figure is watched.
for (const element of elements) {
  observer.observe(element.parentElement);
}
