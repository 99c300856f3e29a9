// Maps on the page. Small: it waits until a map comes near the screen, and only then loads what
// draws it. Without script the page shows the drawn map and the list.

const NEAR = "300px";

const styles = new Map();

// Leaflet's own sheet comes first, ours last, so that ours wins.
function loadStyle(address, place) {
  if (!styles.has(address)) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    styles.set(
      address,
      new Promise((resolve, reject) => {
        link.onload = resolve;
        link.onerror = () => reject(new Error(`${address} did not load`));
      }),
    );
    document.head[place](link);
  }
  return styles.get(address);
}

let leaflet;

function loadLeaflet(address) {
  leaflet ??= new Promise((resolve, reject) => {
    if (window.L?.map) {
      resolve(window.L);
      return;
    }
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.L);
    script.onerror = () => reject(new Error("Leaflet did not load"));
    document.head.append(script);
  });
  return leaflet;
}

async function start(container) {
  const settings = JSON.parse(container.dataset.map);
  const [{ MapView }, L] = await Promise.all([
    import(settings.view),
    loadLeaflet(settings.leaflet),
    loadStyle(settings.leafletStyle, "prepend"),
    loadStyle(settings.style, "append"),
  ]);
  new MapView(L, container, settings).start();
}

function watch(container) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      // What fails leaves the drawn map and its link in place.
      start(container).catch(() => container.classList.add("map--failed"));
    },
    { rootMargin: NEAR },
  );
  observer.observe(container);
}

function watchAll() {
  for (const container of document.querySelectorAll("[data-map]:not([data-map-watched])")) {
    container.dataset.mapWatched = "";
    watch(container);
  }
}

watchAll();
// A list that renews itself (static/js/live-search.js) brings a map of its own.
document.addEventListener("results-renewed", watchAll);
