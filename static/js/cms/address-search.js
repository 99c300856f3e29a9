/**
 * A field in the CMS that looks up an address while somebody types.
 *
 * It asks this site, which asks the Dutch address service or, without one, a table of postcodes.
 * What is found fills the fields beside it and goes as the event "location:found" to the map that
 * listens to this field. Typing in the address fields themselves moves the marker too, unless it
 * was placed by hand. Answers are written as text, never as HTML.
 */

const PAUSE = 600;
const LEAST = 4;
const WHERE = ["street", "house_number", "postcode", "city"];

class AddressSearchController extends window.StimulusModule.Controller {
  static values = { url: String, fields: Array, messages: Object };

  connect() {
    const ownName = this.element.name.split("-").pop();
    this.prefix = this.element.name.slice(0, -ownName.length);
    this.form = this.element.closest("form") ?? document;
    this.addOutput();
    this.onInput = () => this.later(() => this.search(this.element.value, true));
    this.onKey = (event) => this.key(event);
    this.onFieldChange = (event) => this.fieldChanged(event);
    this.element.addEventListener("input", this.onInput);
    this.element.addEventListener("keydown", this.onKey);
    this.form.addEventListener("change", this.onFieldChange);
  }

  disconnect() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.element.removeEventListener("input", this.onInput);
    this.element.removeEventListener("keydown", this.onKey);
    this.form.removeEventListener("change", this.onFieldChange);
    this.output.remove();
  }

  addOutput() {
    this.output = document.createElement("div");
    this.output.className = "address-search";
    this.status = document.createElement("p");
    this.status.className = "address-search__status";
    this.status.setAttribute("role", "status");
    this.others = document.createElement("ul");
    this.others.className = "address-search__others";
    this.output.append(this.status, this.others);
    this.element.after(this.output);
  }

  later(action) {
    clearTimeout(this.timer);
    this.timer = setTimeout(action, PAUSE);
  }

  /** Enter searches at once; it must not save the page. */
  key(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    clearTimeout(this.timer);
    this.search(this.element.value, true);
  }

  /** A part of the address was typed in its own field: move the marker, leave the fields. */
  fieldChanged(event) {
    if (!event.isTrusted || !this.fieldsValue.length) return;
    const part = WHERE.find((name) => event.target === this.field(name));
    if (!part || !this.field("postcode")?.value.trim()) return;
    if (this.field("precision")?.value === "placed") {
      this.say(this.messagesValue.kept);
      return;
    }
    const [street, number, postcode, city] = WHERE.map((name) => this.field(name)?.value.trim());
    const line = [`${street} ${number}`.trim(), `${postcode} ${city}`.trim()];
    this.search(line.filter(Boolean).join(", "), false);
  }

  async search(text, fill) {
    text = text.trim();
    this.request?.abort();
    this.others.replaceChildren();
    if (text.length < LEAST) {
      this.say("");
      return;
    }
    this.say(this.messagesValue.busy);
    this.request = new AbortController();
    try {
      const response = await fetch(`${this.urlValue}?${new URLSearchParams({ q: text })}`, {
        headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
        signal: this.request.signal,
      });
      if (response.status === 403) this.say(this.messagesValue.loggedOut);
      else this.answered(await response.json(), fill);
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.messagesValue.failed);
    }
  }

  answered({ found, message }, fill) {
    this.say(message);
    if (!found.length) return;
    this.choose(found[0], fill);
    if (fill && found.length > 1) this.offer(found.slice(1));
  }

  /** The other places that were found, each a button. */
  offer(others) {
    const title = document.createElement("li");
    title.textContent = this.messagesValue.others;
    const items = others.map((other) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = other.label;
      button.addEventListener("click", () => {
        this.choose(other, true);
        this.say(other.label);
      });
      const item = document.createElement("li");
      item.append(button);
      return item;
    });
    this.others.replaceChildren(title, ...items);
  }

  /** Take over a place: the fields, if asked, and the marker. */
  choose(place, fill) {
    if (fill) this.fieldsValue.forEach((name) => this.fillField(name, place[name]));
    else ["municipality", "province"].forEach((name) => this.fillField(name, place[name]));
    this.element.dispatchEvent(new CustomEvent("location:found", { bubbles: true, detail: place }));
  }

  fillField(name, value) {
    const field = this.field(name);
    if (!field || !this.fieldsValue.includes(name)) return;
    field.value = value ?? "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  field(name) {
    return this.form.querySelector(`[name="${CSS.escape(this.prefix + name)}"]`);
  }

  say(message) {
    this.status.textContent = message;
  }
}

window.wagtail.app.register("address-search", AddressSearchController);
