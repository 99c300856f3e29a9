/** Asks anew what there is to know before submitting, each time that the draft was saved. */
class BeforeSubmittingController extends window.StimulusModule.Controller {
  static targets = ["said"];
  static values = { url: String };

  /** A new page has its number in the address of its form from the first time it is saved. */
  async ask() {
    const number = this.element.closest("form").action.match(/\/pages\/(\d+)\/edit\//)?.[1];
    if (!number) {
      return;
    }
    const answer = await fetch(this.urlValue.replace("/0/", `/${number}/`));
    if (answer.ok) {
      this.saidTarget.innerHTML = await answer.text();
    }
  }
}

window.wagtail.app.register("before-submitting", BeforeSubmittingController);
