// Sends one photo at a time to the site, and tells how far it is.

const SIGNED_OUT = 403;

/**
 * Why this file need not be sent at all; an empty string when it can be.
 *
 * @param {File} file
 * @param {{limit: number, kinds: string[], words: object}} rules - limit in bytes, kinds as
 *   extensions in small letters.
 */
export function problemWith(file, { limit, kinds, words }) {
  const kind = file.name.includes(".") ? file.name.split(".").pop().toLowerCase() : "";
  if (!kinds.includes(kind)) {
    return words.wrongKind;
  }
  return file.size > limit ? words.tooLarge : "";
}

/**
 * Send a photo for a page. Resolves with what the site says of it; rejects with an Error whose
 * message is for the person who chose it.
 *
 * @param {File} file
 * @param {{url: string, page: string, token: string, words: object}} where
 * @param {(part: number) => void} progress - is told the part that is sent, from 0 to 1.
 */
export function uploadPhoto(file, { url, page, token, words }, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append("page", page);
    data.append("file", file);
    request.open("POST", url);
    request.responseType = "json";
    request.setRequestHeader("X-CSRFToken", token);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) {
        progress(event.loaded / event.total);
      }
    });
    request.addEventListener("load", () => {
      if (request.status === 200 && request.response) {
        resolve(request.response);
      } else {
        const unsaid = request.status === SIGNED_OUT ? words.signedOut : words.failed;
        reject(new Error(request.response?.message ?? unsaid));
      }
    });
    request.addEventListener("error", () => reject(new Error(words.failed)));
    request.send(data);
  });
}

/** Sends photos a few at a time, in the order in which they were added. */
export class UploadQueue {
  #waiting = [];
  #running = 0;

  /** @param {(job: object) => Promise<void>} work - what is done with each job; never rejects. */
  constructor(work, atOnce = 2) {
    this.work = work;
    this.atOnce = atOnce;
  }

  /** How many are not ready yet. */
  get left() {
    return this.#waiting.length + this.#running;
  }

  add(job) {
    this.#waiting.push(job);
    this.#next();
  }

  async #next() {
    if (this.#running >= this.atOnce || this.#waiting.length === 0) {
      return;
    }
    this.#running += 1;
    const job = this.#waiting.shift();
    await this.work(job);
    this.#running -= 1;
    job.done?.();
    this.#next();
  }
}
