// Looks at the photos of a series one by one, as large as the screen. Without this script each photo
// is a link to its large version. All words come from the page.

const SWIPE = 50;

function button(name, label, sign) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `viewer__button viewer__button--${name}`;
  made.setAttribute("aria-label", label);
  made.textContent = sign;
  return made;
}

function element(tag, name) {
  const made = document.createElement(tag);
  made.className = `viewer__${name}`;
  return made;
}

class Viewer {
  constructor(gallery) {
    this.words = gallery.dataset;
    this.photos = [...gallery.querySelectorAll("a[data-width]")];
    this.number = 0;
  }

  /** The dialog is made when it is first asked for. */
  build() {
    const words = this.words;
    this.dialog = document.createElement("dialog");
    this.dialog.className = "viewer";
    this.dialog.setAttribute("aria-label", words.title);
    this.image = element("img", "image");
    this.caption = element("p", "caption");
    this.caption.setAttribute("aria-live", "polite");
    this.position = element("p", "position");
    this.position.setAttribute("aria-live", "polite");
    const close = button("close", words.close, "\u00d7");
    const previous = button("previous", words.previous, "\u2039");
    const next = button("next", words.next, "\u203a");
    const stage = element("div", "stage");
    stage.append(this.image);
    const foot = element("div", "foot");
    foot.append(this.position, this.caption);
    this.dialog.append(close, stage, foot);
    if (this.photos.length > 1) this.dialog.append(previous, next);
    close.addEventListener("click", () => this.dialog.close());
    previous.addEventListener("click", () => this.show(this.number - 1));
    next.addEventListener("click", () => this.show(this.number + 1));
    this.dialog.addEventListener("keydown", (event) => this.press(event));
    this.dialog.addEventListener("close", () => this.photos[this.number].focus());
    this.watchSwipes(stage);
    document.body.append(this.dialog);
  }

  async open(number) {
    await loadStyle(this.words.style);
    if (!this.dialog) this.build();
    this.dialog.showModal();
    this.show(number);
  }

  /** Behind the last comes the first. */
  show(number) {
    const count = this.photos.length;
    this.number = (number + count) % count;
    const link = this.photos[this.number];
    const small = link.querySelector("img");
    // The old picture may not stand there in the shape of the new one.
    this.image.removeAttribute("src");
    this.image.width = link.dataset.width;
    this.image.height = link.dataset.height;
    this.image.alt = small.alt;
    this.image.src = link.href;
    const parts = link.closest("figure").querySelectorAll("figcaption > span");
    this.caption.textContent = [...parts].map((part) => part.textContent.trim()).join(" · ");
    this.position.textContent = this.words.position
      .replace("{number}", this.number + 1)
      .replace("{count}", count);
    if (count > 1) new Image().src = this.photos[(this.number + 1) % count].href;
  }

  press(event) {
    const steps = {
      ArrowLeft: this.number - 1,
      ArrowRight: this.number + 1,
      Home: 0,
      End: this.photos.length - 1,
    };
    if (!(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.show(steps[event.key]);
  }

  watchSwipes(stage) {
    let start;
    stage.addEventListener("pointerdown", (event) => {
      start = event.isPrimary ? event.clientX : undefined;
    });
    stage.addEventListener("pointerup", (event) => {
      if (start === undefined || !event.isPrimary) return;
      const moved = event.clientX - start;
      start = undefined;
      if (Math.abs(moved) > SWIPE) this.show(this.number + (moved < 0 ? 1 : -1));
    });
  }
}

let style;

function loadStyle(address) {
  style ??= new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = resolve;
    // Plain is better than nothing.
    link.onerror = resolve;
    document.head.append(link);
  });
  return style;
}

for (const gallery of document.querySelectorAll("[data-gallery]")) {
  const viewer = new Viewer(gallery);
  viewer.photos.forEach((link, number) => {
    link.addEventListener("click", (event) => {
      // Who asks for a new tab gets it.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      viewer.open(number);
    });
  });
}
