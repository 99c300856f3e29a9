// What a mark looks like, what it is called, and the card that it opens.
// Shape, colour and word tell the kinds apart: never colour alone.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  organisation: "building",
  building: "building-community",
  initiative: "bulb",
  post: "news",
};

export function markKey({ kind, layer, lat, lng, count, title, offset }) {
  return [kind, layer, lat, lng, count, title, offset].join("|");
}

// Addresses of places are Dutch, whatever the page around them speaks.
const ADDRESSES_IN = "nl";

function tag(name, className, text, language) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (language && language !== document.documentElement.lang) element.lang = language;
  if (text) element.textContent = text;
  return element;
}

function icon(sprite, name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "map-mark__icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

// What fits in a mark: 35230 is 35K. The label says the whole number.
function short(count) {
  if (count < 10000) return String(count);
  const { lang } = document.documentElement;
  return new Intl.NumberFormat(lang, { notation: "compact", maximumFractionDigits: 0 }).format(count);
}

function size(count) {
  if (count >= 100) return "large";
  return count >= 10 ? "medium" : "small";
}

function label(data, words) {
  const parts =
    data.kind === "cluster"
      ? [data.title, data.precision, words.zoomHere]
      : [`${data.word}: ${data.title}`, data.address, data.precision];
  return parts.filter(Boolean).join(", ");
}

export function markElement(data, sprite, words) {
  const button = tag("button", `map-mark map-mark--${data.kind} map-mark--in-${data.layer}`);
  button.type = "button";
  button.tabIndex = -1;
  button.setAttribute("aria-label", label(data, words));
  button.title = data.title;
  if (data.approximate) button.classList.add("map-mark--approximate");
  const shape = tag("span", "map-mark__shape");
  if (data.kind === "cluster") {
    button.classList.add(`map-mark--${size(data.count)}`);
    shape.append(tag("span", "map-mark__count", short(data.count)));
  } else if (data.kind === "need") {
    shape.append(tag("span", "map-mark__count", data.count > 1 ? String(data.count) : "?"));
  } else {
    shape.append(icon(sprite, ICONS[data.kind] ?? "map-pin"));
    if (data.count > 1) shape.append(tag("span", "map-mark__number", String(data.count)));
  }
  // Beside a place that it would cover.
  const [right, down] = data.offset;
  if (right || down) button.style.translate = `${right}px ${down}px`;
  button.append(shape);
  return button;
}

function linkTo({ url, title, lang }, className) {
  if (!url) return tag("span", className, title, lang);
  const link = tag("a", className, title, lang);
  link.href = url;
  return link;
}

export function popupContent(data) {
  const card = tag("div", "map-card");
  card.tabIndex = -1;
  card.append(tag("p", `map-card__kind map-card__kind--${data.kind}`, data.word));
  const title = tag("p", "map-card__title");
  title.append(linkTo(data, "map-card__link"));
  card.append(title);
  if (data.items.length) {
    const list = tag("ul", "map-card__list");
    for (const item of data.items) {
      const row = tag("li", "");
      row.append(linkTo(item, ""));
      list.append(row);
    }
    card.append(list);
  }
  if (data.address) card.append(tag("p", "map-card__address", data.address, ADDRESSES_IN));
  if (data.precision) card.append(tag("p", "map-card__precision", data.precision));
  return card;
}
