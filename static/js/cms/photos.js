// The photos of a quick post: dropped or chosen, sent one by one, described, put in order.

import { problemWith, UploadQueue, uploadPhoto } from "./photo-upload.js";

const NAME = /\bphotos-(\d+|__prefix__)-/g;

class PhotosController extends window.StimulusModule.Controller {
  static targets = [
    "blank", "byHand", "drop", "input", "list", "progress", "refused", "row", "status",
  ];
  static values = { url: String, words: Object, limit: Number, max: Number, kinds: String };

  connect() {
    this.number = 0;
    this.queue = new UploadQueue((job) => this.send(job));
    this.dropTarget.classList.add("quick__drop--live");
    // Taken out, not hidden: a hidden button would still be what Enter presses.
    this.byHandTargets.forEach((part) => part.remove());
    this.rowTargets.forEach((row) => this.takeOver(row));
    if (this.hasRowTarget) {
      this.renumber();
    }
    // Who is quicker than this script has chosen already; a browser that goes back keeps files too.
    if (this.inputTarget.files.length) {
      this.choose();
    }
  }

  /** Give a row its buttons in the place of the fields for who has no script. */
  takeOver(row) {
    row.querySelector('[data-part="by-hand"]').hidden = true;
    row.querySelector('[data-part="buttons"]').hidden = false;
  }

  choose() {
    this.add([...this.inputTarget.files]);
    // They are on their way; sending the form must not send them again.
    this.inputTarget.value = "";
  }

  over(event) {
    event.preventDefault();
    this.dropTarget.classList.add("quick__drop--over");
  }

  out() {
    this.dropTarget.classList.remove("quick__drop--over");
  }

  drop(event) {
    event.preventDefault();
    this.out();
    this.add([...event.dataTransfer.files]);
  }

  add(files) {
    this.refusedTarget.replaceChildren();
    this.added = 0;
    const rules = {
      limit: this.limitValue, kinds: this.kindsValue.split(" "), words: this.wordsValue,
    };
    for (const file of files) {
      const room = this.maxValue - this.rowTargets.length - this.queue.left;
      const problem = room > 0 ? problemWith(file, rules) : this.wordsValue.tooMany;
      if (problem) {
        this.refuse(file.name, problem);
      } else {
        this.queue.add({ file, number: (this.number += 1), bar: this.bar(file.name), done: () => this.tell() });
      }
    }
    this.tell();
  }

  bar(name) {
    const item = document.createElement("li");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    item.append(name, bar);
    this.progressTarget.append(item);
    return bar;
  }

  async send({ file, number, bar }) {
    const where = {
      url: this.urlValue,
      page: this.element.elements.organisation.value,
      token: this.element.elements.csrfmiddlewaretoken.value,
      words: this.wordsValue,
    };
    try {
      const photo = await uploadPhoto(file, where, (part) => {
        bar.value = part;
      });
      this.show(photo, number);
      this.added += 1;
    } catch (error) {
      this.refuse(file.name, error.message);
    }
    bar.closest("li").remove();
  }

  /** Put a photo among the others, in the order in which they were chosen. */
  show(photo, number) {
    const row = this.blankTarget.content.firstElementChild.cloneNode(true);
    const picture = row.querySelector("img");
    picture.src = photo.preview.url;
    picture.width = photo.preview.width;
    picture.height = photo.preview.height;
    row.querySelector('[name$="-image"]').value = photo.id;
    row.querySelector('[data-part="name"]').textContent = photo.title;
    row.dataset.number = number;
    this.takeOver(row);
    const later = this.rowTargets.find((one) => Number(one.dataset.number) > number);
    this.listTarget.insertBefore(row, later ?? null);
    this.renumber();
  }

  refuse(name, reason) {
    const item = document.createElement("li");
    const strong = document.createElement("b");
    strong.textContent = name;
    item.append(strong, `: ${reason}`);
    this.refusedTarget.append(item);
  }

  /** Say how it went, once all of them are ready. */
  tell() {
    if (this.queue.left > 0) {
      return;
    }
    const { added, refused } = this.wordsValue;
    const failed = this.refusedTarget.children.length;
    this.say(`${this.added} ${added}${failed ? `, ${failed} ${refused}` : ""}.`);
  }

  say(text) {
    this.statusTarget.textContent = text;
  }

  /** Names, numbers and places follow the order on the screen. */
  renumber() {
    this.rowTargets.forEach((row, index) => {
      for (const part of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
        for (const attribute of ["name", "id", "for", "aria-describedby"]) {
          const value = part.getAttribute(attribute);
          if (value) {
            part.setAttribute(attribute, value.replace(NAME, `photos-${index}-`));
          }
        }
      }
      const { photo, up, down, remove } = this.wordsValue;
      const label = `${photo} ${index + 1}`;
      row.querySelector('[data-part="number"]').textContent = label;
      row.querySelector('[name$="-place"]').value = index + 1;
      const buttons = row.querySelectorAll('[data-part="buttons"] button');
      [up, down, remove].forEach((word, at) => buttons[at].setAttribute("aria-label", `${word}: ${label}`));
      buttons[0].disabled = index === 0;
      buttons[1].disabled = index === this.rowTargets.length - 1;
    });
    this.element.elements["photos-TOTAL_FORMS"].value = this.rowTargets.length;
    this.dispatch("changed");
  }

  up(event) {
    this.move(event, -1);
  }

  down(event) {
    this.move(event, 1);
  }

  move({ currentTarget }, step) {
    const row = currentTarget.closest("li");
    const other = this.rowTargets[this.rowTargets.indexOf(row) + step];
    if (step < 0) {
      other.before(row);
    } else {
      other.after(row);
    }
    this.renumber();
    // The button moved along; at the end of the list it is off, and its neighbour takes over.
    const buttons = [...row.querySelectorAll('[data-part="buttons"] button')];
    (currentTarget.disabled ? buttons.find((button) => !button.disabled) : currentTarget).focus();
    this.say(`${this.wordsValue.moved} ${this.rowTargets.indexOf(row) + 1}.`);
  }

  remove({ currentTarget }) {
    const row = currentTarget.closest("li");
    const at = this.rowTargets.indexOf(row);
    row.remove();
    this.renumber();
    const next = this.rowTargets[at] ?? this.rowTargets[at - 1];
    (next?.querySelector('[data-action="photos#remove"]') ?? this.inputTarget).focus();
    this.say(`${this.wordsValue.removed}.`);
  }

  /** A form that is sent before its photos are there would be sent without them. */
  wait(event) {
    if (this.queue.left > 0) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.say(this.wordsValue.busy);
      this.statusTarget.scrollIntoView({ block: "center" });
    }
  }
}

window.wagtail.app.register("photos", PhotosController);
