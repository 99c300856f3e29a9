// Many photos at once in a gallery of the ordinary editor: each becomes an item of the gallery.

import { problemWith, UploadQueue, uploadPhoto } from "./photo-upload.js";

// The editor's address holds the page, or the page below which a new one is being made.
const PLACE = /\/pages\/(?:add\/\w+\/\w+\/)?(\d+)\//;

class GalleryPhotosController extends window.StimulusModule.Controller {
  static values = { url: String, words: Object, rules: Object };

  connect() {
    const { choose, hint } = this.wordsValue;
    this.queue = new UploadQueue((job) => this.send(job), 1);
    this.element.className = "gallery-photos";
    this.input = document.createElement("input");
    this.input.type = "file";
    this.input.multiple = true;
    this.input.accept = this.rulesValue.accept;
    this.input.addEventListener("change", () => {
      this.add([...this.input.files]);
      this.input.value = "";
    });
    const label = document.createElement("label");
    label.append(choose, this.input);
    const help = document.createElement("p");
    help.className = "help";
    help.textContent = hint;
    this.list = document.createElement("ul");
    this.status = document.createElement("p");
    this.status.setAttribute("role", "status");
    this.element.replaceChildren(label, help, this.list, this.status);
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => {
      event.preventDefault();
      this.add([...event.dataTransfer.files]);
    });
  }

  add(files) {
    if (this.queue.left === 0) {
      this.list.replaceChildren();
      this.added = 0;
      this.dropEmptyItems();
    }
    const rules = { ...this.rulesValue, words: this.wordsValue };
    for (const file of files) {
      const item = document.createElement("li");
      this.list.append(item);
      const problem = problemWith(file, rules);
      if (problem) {
        this.refuse(item, file.name, problem);
      } else {
        const bar = document.createElement("progress");
        bar.max = 1;
        bar.value = 0;
        bar.setAttribute("aria-label", file.name);
        item.append(bar, file.name);
        this.queue.add({ file, item, bar, done: () => this.tell() });
      }
    }
    this.tell();
  }

  /** A new gallery begins with empty items, which nobody needs now. */
  dropEmptyItems() {
    const block = this.element.galleryBlock;
    for (let index = block.children.length - 1; index >= 0; index -= 1) {
      const { image, caption } = block.children[index].getValue();
      if (!image.image && !image.alt_text && !caption) {
        block.deleteBlock(index);
      }
    }
  }

  async send({ file, item, bar }) {
    const where = {
      url: this.urlValue,
      page: window.location.pathname.match(PLACE)?.[1] ?? "",
      token: window.wagtailConfig.CSRF_TOKEN,
      words: this.wordsValue,
    };
    try {
      const photo = await uploadPhoto(file, where, (part) => {
        bar.value = part;
      });
      const block = this.element.galleryBlock;
      const image = { image: photo, decorative: false, alt_text: "" };
      block.insert({ image, caption: "" }, block.children.length);
      this.added += 1;
      item.remove();
    } catch (error) {
      this.refuse(item, file.name, error.message);
    }
  }

  refuse(item, name, reason) {
    const strong = document.createElement("b");
    strong.textContent = name;
    item.className = "gallery-photos__refused";
    item.replaceChildren(strong, `: ${reason}`);
  }

  tell() {
    if (this.queue.left > 0) {
      return;
    }
    const { added, refused } = this.wordsValue;
    const failed = this.list.children.length;
    this.status.textContent = `${this.added} ${added}${failed ? `, ${failed} ${refused}` : ""}.`;
  }
}

window.wagtail.app.register("gallery-photos", GalleryPhotosController);
