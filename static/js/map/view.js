// One map: the base map, tiles above it, and the marks that the server groups.

import { drawBase } from "./base.js";
import { offerSearchHere } from "./here.js";
import { keepOneStop } from "./keyboard.js";
import { markElement, markKey, popupContent } from "./marks.js";

const TILE = 256;
const WAIT = 150; // ms after the last movement before asking for marks
const REFERRER = "no-referrer-when-downgrade"; // some tile servers refuse a request without
const TRIAL_TILE = { z: 6, x: 32, y: 21 };
const CLOSE_ZOOM = 15;

export class MapView {
  constructor(L, container, settings) {
    this.L = L;
    this.container = container;
    this.settings = settings;
    this.words = settings.words;
    this.status = container.querySelector("[data-map-status]");
    this.marks = new Map();
  }

  start() {
    const stage = this.container.querySelector("[data-map-stage]");
    const canvas = document.createElement("div");
    canvas.className = "map__canvas";
    stage.append(canvas);
    this.container.classList.add("map--live");
    this.createMap(canvas);
    drawBase(this.L, this.map, this.settings);
    this.addTiles();
    this.layer = this.L.layerGroup().addTo(this.map);
    this.stop = keepOneStop(this.map, () => [...this.marks.values()]);
    this.map.on("moveend", () => this.askSoon());
    offerSearchHere(this.map, this.settings);
    this.map.on("popupopen", (event) => this.opened(event));
    this.map.on("popupclose", (event) => this.closed(event));
    this.ask();
  }

  createMap(canvas) {
    const { L, words } = this;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const touch = window.matchMedia("(pointer: coarse)").matches;
    this.map = L.map(canvas, {
      attributionControl: false,
      zoomControl: false,
      minZoom: 6,
      maxZoom: 19,
      zoomSnap: 0.25,
      zoomDelta: 1,
      // One finger scrolls the page, two move the map; the wheel works once the map is in use.
      dragging: !touch,
      touchZoom: true,
      scrollWheelZoom: false,
      bounceAtZoomLimits: false,
      zoomAnimation: !calm,
      fadeAnimation: !calm,
      markerZoomAnimation: !calm,
      inertia: !calm,
    });
    L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(this.map);
    this.credit = L.control.attribution({ prefix: false, position: "bottomright" });
    this.credit.addAttribution(words.borders);
    this.credit.addTo(this.map);
    canvas.setAttribute("role", "region");
    canvas.setAttribute("aria-label", this.settings.label);
    canvas.setAttribute("aria-describedby", this.container.querySelector("[data-map-help]").id);
    this.wheelWhenInUse(canvas);
    if (touch) this.askForTwoFingers(canvas);
    const [west, south, east, north] = this.settings.bounds;
    this.map.fitBounds(
      [
        [south, west],
        [north, east],
      ],
      { maxZoom: 14, padding: [4, 4], animate: false },
    );
  }

  wheelWhenInUse(canvas) {
    const wheel = this.map.scrollWheelZoom;
    canvas.addEventListener("pointerdown", () => wheel.enable());
    canvas.addEventListener("focusin", () => wheel.enable());
    canvas.addEventListener("pointerleave", () => wheel.disable());
  }

  askForTwoFingers(canvas) {
    const hint = document.createElement("p");
    hint.className = "map__hint";
    hint.setAttribute("aria-hidden", "true");
    hint.textContent = this.words.twoFingers;
    canvas.append(hint);
    let timer;
    canvas.addEventListener(
      "touchmove",
      (event) => {
        if (event.touches.length > 1) return;
        hint.classList.add("map__hint--shown");
        clearTimeout(timer);
        timer = setTimeout(() => hint.classList.remove("map__hint--shown"), 1200);
      },
      { passive: true },
    );
  }

  // Asks for one tile first: with no tile server in reach the base map below is what there is.
  addTiles() {
    const { tiles: address, attribution } = this.settings;
    if (!address) return;
    const tiles = this.L.tileLayer(address, {
      attribution,
      minZoom: 6,
      maxZoom: 19,
      referrerPolicy: REFERRER,
    });
    const trial = new Image();
    trial.referrerPolicy = REFERRER;
    trial.onload = () => {
      // Put up anew with both sources: a line that grows would move before the reader's eyes.
      this.credit.remove();
      tiles.addTo(this.map);
      this.credit.addTo(this.map);
      this.container.classList.add("map--tiled");
    };
    trial.src = this.L.Util.template(address, { ...TRIAL_TILE, s: "a", r: "" });
  }

  // The whole tiles in view, so that neighbours on the same place share cached answers.
  view() {
    // Between two levels the marks of the lower one, unless the higher one is close.
    const zoom = Math.floor(this.map.getZoom() + 0.25);
    const bounds = this.map.getBounds();
    const cut = (point, round) => {
      const pixel = this.map.project(point, zoom).divideBy(TILE);
      return this.map.unproject(
        this.L.point(round(pixel.x), round(pixel.y)).multiplyBy(TILE),
        zoom,
      );
    };
    const first = cut(bounds.getNorthWest(), Math.floor);
    const last = cut(bounds.getSouthEast(), Math.ceil);
    const box = [first.lng, last.lat, last.lng, first.lat].map((degrees) => degrees.toFixed(6));
    const limits = [-180, -90, 180, 90];
    const inside = box.map((value, side) =>
      side < 2 ? Math.max(value, limits[side]) : Math.min(value, limits[side]),
    );
    return { bbox: inside.join(","), zoom };
  }

  askSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.request?.abort();
    this.request = new AbortController();
    const { bbox, zoom } = this.view();
    const address = new URL(this.settings.points, document.baseURI);
    address.search = this.settings.query;
    address.searchParams.set("bbox", bbox);
    address.searchParams.set("zoom", zoom);
    try {
      const response = await fetch(address, {
        signal: this.request.signal,
        credentials: "omit",
        headers: { Accept: "application/json" },
      });
      if (!response.ok) throw new Error(`Points: ${response.status}`);
      this.show(await response.json());
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.words.failed);
    }
  }

  show(answer) {
    const kept = new Map();
    const hadFocus = [...this.marks.values()].find((mark) => mark.element.matches(":focus"));
    const openKey = this.openMark?.key;
    for (const data of answer.marks) {
      const key = markKey(data);
      const mark = this.marks.get(key) ?? this.create(key, data);
      kept.set(key, mark);
    }
    for (const [key, mark] of this.marks) {
      if (!kept.has(key) && key !== openKey) mark.marker.remove();
    }
    if (openKey && !kept.has(openKey)) kept.set(openKey, this.openMark);
    this.marks = kept;
    this.stop.refresh(hadFocus && !kept.has(hadFocus.key) ? hadFocus : null);
    this.container.classList.add("map--ready");
    this.say(answer.summary);
  }

  create(key, data) {
    const { L } = this;
    const element = markElement(data, this.settings.icons, this.words);
    const icon = new L.DivIcon({ className: "", iconSize: null });
    icon.createIcon = () => element;
    const marker = L.marker([data.lat, data.lng], {
      icon,
      // The element is a button of its own: Leaflet need not make it one.
      keyboard: false,
      riseOnHover: true,
      zIndexOffset: data.layer === "place" ? 0 : 500,
    });
    const mark = { key, data, element, marker };
    marker.on("click", () => this.choose(mark));
    marker.addTo(this.layer);
    return mark;
  }

  choose(mark) {
    if (mark.data.kind === "cluster") this.zoomTo(mark);
    else this.open(mark);
  }

  zoomTo({ data }) {
    const zoom = this.map.getZoom();
    if (!data.bounds) {
      const closer = Math.max(CLOSE_ZOOM, Math.floor(zoom) + 2);
      this.map.setView([data.lat, data.lng], Math.min(closer, this.map.getMaxZoom()));
      return;
    }
    const [west, south, east, north] = data.bounds;
    const fitting = this.map.getBoundsZoom(
      [
        [south, west],
        [north, east],
      ],
      false,
      this.L.point(60, 60),
    );
    const middle = [(south + north) / 2, (west + east) / 2];
    const closer = Math.max(zoom + 1, Math.min(fitting, zoom + 4));
    this.map.setView(middle, Math.min(closer, this.map.getMaxZoom()));
  }

  open(mark) {
    this.openMark = mark;
    this.L.popup({
      className: "map-popup",
      minWidth: 170,
      maxWidth: Math.min(280, this.map.getSize().x - 110),
      offset: [mark.data.offset[0], mark.data.offset[1] - 8],
      // Clear of the buttons at the top left.
      autoPanPaddingTopLeft: [60, 16],
      autoPanPaddingBottomRight: [12, 12],
      closeButton: true,
    })
      .setLatLng(mark.marker.getLatLng())
      .setContent(popupContent(mark.data))
      .openOn(this.map);
  }

  opened({ popup }) {
    const element = popup.getElement();
    const close = element.querySelector(".leaflet-popup-close-button");
    close?.setAttribute("aria-label", this.words.close);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.map.closePopup(popup);
    });
    (element.querySelector(".map-card a") ?? element.querySelector(".map-card"))?.focus({ preventScroll: true });
  }

  closed({ popup }) {
    const mark = this.openMark;
    this.openMark = null;
    const wasInside =
      popup.getElement()?.contains(document.activeElement) ||
      document.activeElement === document.body;
    if (mark && wasInside && mark.element.isConnected) {
      mark.element.focus({ preventScroll: true });
    }
  }

  say(text) {
    this.status.textContent = text;
  }
}
