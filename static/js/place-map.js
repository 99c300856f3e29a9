/**
 * Draws the map of one place in each `[data-place-map]`.
 *
 * The address stands below it in words, so nothing is lost when this does not run.
 */

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
  const map = L.map(element, { scrollWheelZoom: false, zoomControl: false }).setView(point, 15);
  L.control
    .zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut })
    .addTo(map);
  map.attributionControl.setPrefix(false);
  L.tileLayer(tiles, {
    attribution,
    minZoom: 6,
    maxZoom: 19,
    referrerPolicy: "no-referrer-when-downgrade",
  }).addTo(map);
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
