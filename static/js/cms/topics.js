/** Narrows the list of topics to what is typed, and counts what is ticked in each theme. */
class TopicsController extends window.StimulusModule.Controller {
  static targets = ["search", "words", "status", "theme", "count", "option"];
  static values = { found: String };

  connect() {
    // Without script there is nothing to type in.
    this.searchTarget.hidden = false;
  }

  /** Show the topics whose name, or whose theme's name, holds what was typed. */
  narrow() {
    const words = this.wordsTarget.value.trim().toLowerCase();
    let found = 0;
    for (const theme of this.themeTargets) {
      const isAsked = theme.querySelector("summary").textContent.toLowerCase().includes(words);
      let shown = 0;
      for (const option of this.optionTargets.filter((one) => theme.contains(one))) {
        option.hidden = !isAsked && !option.textContent.toLowerCase().includes(words);
        shown += option.hidden ? 0 : 1;
      }
      theme.hidden = shown === 0;
      theme.open = words ? shown > 0 : theme.querySelector("input:checked") !== null;
      found += shown;
    }
    this.statusTarget.textContent = words ? `${found} ${this.foundValue}` : "";
  }

  /** Enter narrows; it does not send the form of the page. */
  stay(event) {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  }

  /** Say beside the theme how many of its topics are ticked. */
  count() {
    for (const [index, theme] of this.themeTargets.entries()) {
      const chosen = theme.querySelectorAll("input:checked").length;
      this.countTargets[index].textContent = chosen || "";
    }
  }
}

window.wagtail.app.register("topics", TopicsController);
