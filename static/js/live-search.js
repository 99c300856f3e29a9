// Renews the results while a reader chooses filters, without loading the page anew.
// Without this script the form, its links and its buttons do the same.

const form = document.querySelector("[data-live-search]");
let asked = null;

if (form) {
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(status);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(addressOfForm(), { status });
  });

  form.addEventListener("change", (event) => {
    if (event.target.matches("input:not([type=search]), select")) {
      show(addressOfForm(), { status });
    }
  });

  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (!link || !plain || !link.closest("[data-live]")) {
      return;
    }
    const address = new URL(link.href);
    if (address.origin === location.origin && address.pathname === location.pathname) {
      event.preventDefault();
      show(address, { status, toHeading: true });
    }
  });

  window.addEventListener("popstate", () => {
    show(new URL(location.href), { status, isBack: true });
  });
}

/** The address that the form would go to, without fields that were left empty. */
function addressOfForm() {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (value) {
      address.searchParams.append(name, value);
    }
  }
  return address;
}

/** Fetch a page of results and put its parts in place; when that fails, just go there. */
async function show(address, { status, isBack = false, toHeading = false }) {
  asked?.abort();
  asked = new AbortController();
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: asked.signal });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!isBack) {
      history.pushState(null, "", address);
    }
    document.title = page.title;
    replaceParts(page);
    document.dispatchEvent(new CustomEvent("results-renewed"));
    const heading = form.querySelector("[data-live-heading]");
    status.textContent = heading.textContent.trim().replace(/\s+/g, " ");
    if (toHeading) {
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: "start" });
    }
    form.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") {
      form.removeAttribute("aria-busy");
      status.textContent = form.dataset.liveFailed;
      location.assign(address);
    }
  }
}

/** Replace what changes; what was focused or unfolded stays so. */
function replaceParts(page) {
  const focused = nameOf(document.activeElement);
  const open = new Set(
    [...form.querySelectorAll("[data-live] details[open] > summary")].map((one) => one.textContent),
  );
  for (const part of form.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(part.id);
    if (fresh) {
      part.replaceChildren(...fresh.childNodes);
    }
  }
  for (const summary of form.querySelectorAll("[data-live] details > summary")) {
    if (open.has(summary.textContent)) {
      summary.parentElement.open = true;
    }
  }
  const words = form.elements.namedItem("q");
  if (words && words !== document.activeElement) {
    words.value = new URL(location.href).searchParams.get("q") ?? "";
  }
  if (focused && document.activeElement === document.body) {
    form.querySelector(focused)?.focus({ preventScroll: true });
  }
}

/** A selector that finds the same field again; null for what has no name. */
function nameOf(element) {
  if (!element?.closest("[data-live]")) {
    return null;
  }
  if (element.id) {
    return `#${CSS.escape(element.id)}`;
  }
  if (element.name) {
    return `[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
  }
  return element.tagName === "BUTTON" ? '[data-live] button[type="submit"]' : null;
}
