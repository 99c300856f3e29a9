/**
 * The map of a place in the CMS: a text field with coordinates and a map with a marker to drag.
 *
 * The text field is the value. An empty field has no marker. Under the tiles lies the land from a
 * file of this site, so that there is a map with no network. Everything that was typed or comes
 * from a service is written as text, never as HTML.
 */

const LAND_STYLE = {
  province: { fillColor: "#f6f4ec", fillOpacity: 1, color: "#8a8f98", weight: 1 },
  neighbour: { fillColor: "#e4e2da", fillOpacity: 1, color: "#c3c1b8", weight: 1 },
};
const ZOOM = { address: 17, postcode6: 16, postcode4: 14, placed: 16, land: 9 };
const TYPED =
  /^([+-]?\d{1,3}(?:[.,]\d{1,20})?)\s?°?(?:\s*[,;/]\s*|\s+)([+-]?\d{1,3}(?:[.,]\d{1,20})?)\s?°?$/;
const NUDGE = { ArrowUp: [0, -5], ArrowDown: [0, 5], ArrowLeft: [-5, 0], ArrowRight: [5, 0] };

let land = null;

/** The shape of the land, asked for once however many maps the page has. */
function fetchLand(url) {
  land ??= fetch(url).then((response) => (response.ok ? response.json() : null));
  return land.catch(() => null);
}

/** Coordinates from what was typed, latitude first; null when they are none. */
export function parseCoordinates(text) {
  const match = TYPED.exec(text.trim());
  if (!match) return null;
  const [lat, lng] = [match[1], match[2]].map((part) => Number(part.replace(",", ".")));
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null;
}

class LocationMapController extends window.StimulusModule.Controller {
  static targets = ["input", "map", "status", "clear"];
  static values = { options: Object };

  connect() {
    const ownName = this.inputTarget.name.split("-").pop();
    this.prefix = this.inputTarget.name.slice(0, -ownName.length);
    this.form = this.element.closest("form") ?? document;
    this.onFound = (event) => this.found(event);
    this.onTyped = () => this.typed();
    this.onEnter = (event) => event.key === "Enter" && event.preventDefault();
    this.form.addEventListener("location:found", this.onFound);
    this.inputTarget.addEventListener("input", this.onTyped);
    this.inputTarget.addEventListener("keydown", this.onEnter);
    // A map in a closed tab or panel has no size: wait until it is seen.
    this.watcher = new ResizeObserver(() => this.resized());
    this.watcher.observe(this.mapTarget);
    this.say();
  }

  disconnect() {
    this.form.removeEventListener("location:found", this.onFound);
    this.inputTarget.removeEventListener("input", this.onTyped);
    this.inputTarget.removeEventListener("keydown", this.onEnter);
    this.watcher.disconnect();
    this.map?.remove();
    this.map = this.marker = null;
  }

  resized() {
    if (!this.mapTarget.offsetWidth) return;
    if (this.map) this.map.invalidateSize();
    else this.draw();
  }

  draw() {
    const { centre, zoom, messages } = this.optionsValue;
    const L = window.L;
    this.map = L.map(this.mapTarget, { scrollWheelZoom: false, zoomControl: false, minZoom: 3 });
    L.control.zoom({ zoomInTitle: messages.zoomIn, zoomOutTitle: messages.zoomOut }).addTo(this.map);
    this.map.attributionControl.setPrefix(false);
    this.map.setView(centre, zoom);
    // Scrolling the form must not zoom the map; who clicks into it wants to.
    this.map.on("focus", () => this.map.scrollWheelZoom.enable());
    this.map.on("blur", () => this.map.scrollWheelZoom.disable());
    this.map.on("click", (event) => this.place(event.latlng.wrap()));
    this.drawLand();
    this.drawTiles();
    this.show(parseCoordinates(this.inputTarget.value));
  }

  async drawLand() {
    const { landUrl, landAttribution } = this.optionsValue;
    const shape = await fetchLand(landUrl);
    if (!shape || !this.map) return;
    this.map.createPane("land").style.zIndex = 150;
    window.L.geoJSON(shape, {
      pane: "land",
      interactive: false,
      attribution: landAttribution,
      style: (feature) => LAND_STYLE[feature.properties.kind],
    }).addTo(this.map);
  }

  drawTiles() {
    const { tileUrl, tileAttribution } = this.optionsValue;
    if (!tileUrl) {
      this.hasTiles = false;
      return;
    }
    const tiles = window.L.tileLayer(tileUrl, {
      attribution: tileAttribution,
      minZoom: 6,
      maxZoom: 19,
      // Some tile servers refuse a request that does not say where it comes from.
      referrerPolicy: "origin",
    });
    tiles.once("tileload", () => (this.hasTiles = true));
    tiles.once("tileerror", () => this.withoutTiles());
    tiles.addTo(this.map);
  }

  /** No tiles come: step back to where the land shows something to hold on to. */
  withoutTiles() {
    this.hasTiles ??= false;
    if (this.hasTiles || this.map.getZoom() <= ZOOM.land) return;
    this.map.setZoom(ZOOM.land, { animate: false });
  }

  /** Put the marker somewhere, or take it away; the view goes there, or stays if it can. */
  show(latLng, stay = false) {
    if (!this.map) return;
    if (!latLng) {
      this.marker?.remove();
      this.marker = null;
      return;
    }
    if (this.marker) this.marker.setLatLng(latLng);
    else this.addMarker(latLng);
    if (stay) this.map.panInside(latLng, { padding: [30, 30] });
    else this.map.setView(latLng, this.closeUp, { animate: false });
  }

  /** How near to look: the better the point, the nearer, if there are tiles to see. */
  get closeUp() {
    return this.hasTiles === false ? ZOOM.land : (ZOOM[this.precision] ?? ZOOM.placed);
  }

  addMarker(latLng) {
    const label = this.optionsValue.messages.marker;
    // Leaflet's own default guesses where its pictures are, and is wrong under hashed file names.
    const sizes = window.L.Icon.Default.prototype.options;
    const icon = window.L.icon({ ...sizes, ...this.optionsValue.icon });
    this.marker = window.L.marker(latLng, {
      icon,
      draggable: true,
      autoPan: true,
      title: label,
      alt: label,
    }).addTo(this.map);
    this.marker.on("dragend", () => this.place(this.marker.getLatLng().wrap()));
    this.marker.getElement().addEventListener("keydown", (event) => this.nudge(event));
  }

  nudge(event) {
    const step = NUDGE[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const pixel = this.map.latLngToContainerPoint(this.marker.getLatLng());
    this.place(this.map.containerPointToLatLng(pixel.add(step)));
  }

  /** The editor put the marker here. */
  place(latLng) {
    this.write(latLng, "placed");
    this.show(latLng, true);
  }

  /** The editor types coordinates: follow as soon as they can be read. */
  typed() {
    const text = this.inputTarget.value.trim();
    const latLng = parseCoordinates(text);
    this.precision = latLng ? "placed" : "";
    this.show(latLng);
    this.say(text && !latLng ? this.optionsValue.messages.invalid : undefined);
  }

  /** An address was found by the field that this map listens to. */
  found(event) {
    if (event.target.name !== this.prefix + this.optionsValue.addressField) return;
    const { lat, lng, precision } = event.detail;
    this.write({ lat, lng }, precision);
    this.show({ lat, lng });
  }

  clear() {
    this.inputTarget.value = "";
    this.precision = "";
    this.show(null);
    this.changed();
    this.say();
    this.inputTarget.focus();
  }

  write({ lat, lng }, precision) {
    this.inputTarget.value = `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
    this.precision = precision;
    this.changed();
    this.say();
  }

  changed() {
    this.inputTarget.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Say how precise the marker is, or what is wrong. */
  say(message) {
    const { messages } = this.optionsValue;
    const filled = Boolean(this.inputTarget.value.trim());
    const known = filled && !parseCoordinates(this.inputTarget.value) ? "invalid" : this.precision;
    this.statusTarget.textContent =
      message ?? (filled ? (messages[known || "unknown"] ?? messages.unknown) : messages.empty);
    this.clearTarget.hidden = !filled;
  }

  get precisionField() {
    const name = this.optionsValue.precisionField;
    return name ? this.form.querySelector(`[name="${CSS.escape(this.prefix + name)}"]`) : null;
  }

  get precision() {
    return this.precisionField?.value ?? this.ownPrecision ?? "";
  }

  set precision(value) {
    this.ownPrecision = value;
    if (this.precisionField) this.precisionField.value = value;
  }
}

window.wagtail.app.register("location-map", LocationMapController);
