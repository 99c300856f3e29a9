// The quick post: places follow the organisation, and so does what is told before submitting.

const FIELDS_OF_NOTES = ["organisation", "kind", "title", "text", "topics", "place"];
const PREVIEW = "voorbeeld";
// Milliseconds.
const ONCE_PER = 5000;

class QuickPostController extends window.StimulusModule.Controller {
  static targets = ["notes"];
  static values = { url: String };

  connect() {
    this.offerPlaces();
  }

  change(event) {
    if (event.target.name === "organisation") {
      this.offerPlaces();
    }
    if (FIELDS_OF_NOTES.includes(event.target.name)) {
      this.refreshNotes();
    }
  }

  /** Wagtail looks for changes from the third second on; who writes a line may be done by then. */
  edited() {
    this.element.dataset.wUnsavedForceValue = "true";
    this.element.dataset.wUnsavedHasEditsValue = "true";
  }

  /** Of a list with the places of several organisations, show those of the one that is chosen. */
  offerPlaces() {
    const { organisation, place } = this.element.elements;
    if (!place || organisation.type === "hidden") {
      return;
    }
    const name = organisation.selectedOptions[0]?.textContent.trim();
    for (const group of place.querySelectorAll("optgroup")) {
      const isOffered = group.label === name;
      group.hidden = !isOffered;
      group.disabled = !isOffered;
      if (!isOffered && group.contains(place.selectedOptions[0])) {
        place.value = "";
      }
    }
  }

  async refreshNotes() {
    const data = new FormData(this.element);
    data.delete("files");
    try {
      const response = await fetch(this.urlValue, { method: "POST", body: data });
      if (response.ok) {
        this.notesTarget.innerHTML = await response.text();
      }
    } catch {
      // What was told stays; the post can be submitted without.
    }
  }

  /** A preview opens beside this screen, on which leaving must still warn; all else goes once. */
  leave(event) {
    if (event.submitter?.value === PREVIEW) {
      setTimeout(() => {
        this.element.dataset.wUnsavedConfirmationValue = "true";
      });
    } else if (this.isSent) {
      event.preventDefault();
    } else {
      this.isSent = true;
      // Whoever comes back with the browser's own button can send again.
      setTimeout(() => {
        this.isSent = false;
      }, ONCE_PER);
    }
  }
}

window.wagtail.app.register("quick-post", QuickPostController);
