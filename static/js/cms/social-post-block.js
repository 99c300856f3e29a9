/**
 * The form of the block for a post on social media, with a button that takes the post over.
 *
 * Empty fields are filled; what was typed stays. Runs in the CMS, where Wagtail puts its classes
 * on the window.
 */
(() => {
  const FIELDS = ["author", "handle", "date", "text"];
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;

  class SocialPostBlockDefinition extends StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, initialState, initialError);
      const address = document.getElementById(`${prefix}-url`);
      const row = document.createElement("div");
      const button = document.createElement("button");
      const status = document.createElement("p");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = this.meta.fetchLabel;
      status.className = "help";
      status.setAttribute("role", "status");
      row.append(button, status);
      address.closest("[data-field-wrapper], .w-field__wrapper").append(row);

      button.addEventListener("click", async () => {
        button.disabled = true;
        status.textContent = this.meta.fetchBusy;
        status.textContent = await this.takeOver(address.value, prefix);
        button.disabled = false;
      });
      return block;
    }

    /** Ask for the post at `url`, fill the empty fields, and return what to tell the editor. */
    async takeOver(url, prefix) {
      try {
        const response = await fetch(this.meta.fetchUrl, {
          method: "POST",
          headers: { "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN },
          body: new URLSearchParams({ url }),
        });
        const post = await response.json();
        if (!response.ok) {
          return `${post.message} ${this.meta.fetchByHand}`;
        }
        for (const name of FIELDS) {
          const field = document.getElementById(`${prefix}-${name}`);
          if (field && !field.value.trim() && post[name]) {
            field.value = post[name];
            field.dispatchEvent(new Event("input", { bubbles: true }));
            field.dispatchEvent(new Event("change", { bubbles: true }));
          }
        }
        return this.meta.fetchDone;
      } catch {
        return this.meta.fetchFailed;
      }
    }
  }

  window.telepath.register("organisations.blocks.SocialPostBlock", SocialPostBlockDefinition);
})();
