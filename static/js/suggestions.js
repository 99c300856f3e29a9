// Suggestions below a search field, by the combobox pattern of the ARIA Authoring Practices.
// Without this script it is a plain search field.

const WAIT = 120;

for (const field of document.querySelectorAll("[data-suggestions]")) {
  enhance(field);
}

function enhance(field) {
  const list = document.createElement("ul");
  list.id = `${field.id}-suggesties`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestionsLabel);
  const holder = document.createElement("div");
  holder.className = "suggestions__holder";
  field.before(holder);
  holder.append(field, list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  field.autocomplete = "off";

  let active = -1;
  let timer = 0;
  let asked = null;

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    active = number;
    [...list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === number));
    });
    if (number < 0) {
      field.removeAttribute("aria-activedescendant");
    } else {
      field.setAttribute("aria-activedescendant", list.children[number].id);
      list.children[number].scrollIntoView({ block: "nearest" });
    }
  }

  function fill(suggestions) {
    list.replaceChildren(
      ...suggestions.map((suggestion, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.className = "suggestions__option";
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = suggestion.url;
        const text = document.createElement("span");
        text.textContent = suggestion.text;
        if (suggestion.lang) {
          text.lang = suggestion.lang;
        }
        const kind = document.createElement("span");
        kind.className = "suggestions__kind";
        kind.textContent = suggestion.kind;
        option.append(text, " ", kind);
        return option;
      }),
    );
    choose(-1);
    list.hidden = suggestions.length === 0;
    field.setAttribute("aria-expanded", String(suggestions.length > 0));
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const address = new URL(field.dataset.suggestions, location.href);
    address.searchParams.set("q", field.value);
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (answer.ok) {
        fill((await answer.json()).suggestions);
      }
    } catch {
      // A field without suggestions is still a search field.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value.trim().length < 2) {
      close();
    } else {
      timer = setTimeout(ask, WAIT);
    }
  });

  field.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) {
        return;
      }
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = active + step;
      choose(next > last ? -1 : next < -1 ? last : next);
    } else if (event.key === "Enter") {
      if (active >= 0) {
        event.preventDefault();
        location.assign(list.children[active].dataset.url);
      } else {
        close();
      }
    }
  });

  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      location.assign(option.dataset.url);
    }
  });
}
