/**
 * Opens the form of a comment on the page itself, and solves the puzzle that comes with it.
 *
 * Without this the link leads to the same form on its own page, and the comment is confirmed by mail.
 */

const encoder = new TextEncoder();

/** Whether a hash begins with this many zero bits. */
function fits(hash, bits) {
  return new DataView(hash).getUint32(0) >>> (32 - bits) === 0;
}

/** The solution as the server reads it (exchange/comments/work.py). */
async function solve({ puzzle, parts, bits }) {
  const numbers = [];
  for (let part = 0; part < parts; part += 1) {
    let number = 0;
    while (
      !fits(
        await crypto.subtle.digest("SHA-256", encoder.encode(`${puzzle}:${part}:${number}`)),
        bits,
      )
    ) {
      number += 1;
    }
    numbers.push(number);
  }
  return `${puzzle} ${numbers.join(",")}`;
}

/** Solve the puzzle of a form while its writer types. */
function prepare(form) {
  // Browsers give this to secure pages only; others confirm by mail.
  if (!globalThis.crypto?.subtle) {
    return;
  }
  let solved;
  const start = () => {
    solved ??= fetch(form.dataset.puzzle, { cache: "no-store" })
      .then((response) => response.json())
      .then(solve)
      .catch(() => "");
    return solved;
  };
  form.addEventListener("input", start, { once: true });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    form.elements.namedItem("work").value = await start();
    form.submit();
  });
}

/** Bring along the styles of the page that the form comes from. */
function addStyles(page) {
  for (const { href } of page.querySelectorAll("link[rel=stylesheet]")) {
    if (!document.querySelector(`link[href="${new URL(href).pathname}"]`)) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = href;
      document.head.append(link);
    }
  }
}

/** Put the form below the link that asks for it. */
async function open(link) {
  const response = await fetch(link.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const form = page.querySelector(".comment-form");
  if (!response.ok || !form) {
    throw new Error("no form");
  }
  addStyles(page);
  document.querySelector(".comments .comment-form")?.remove();
  form.setAttribute("aria-label", link.textContent.trim());
  link.closest("p").after(document.adoptNode(form));
  prepare(form);
  form.querySelector("textarea").focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-comment-form]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  open(link).catch(() => location.assign(link.href));
});

for (const form of document.querySelectorAll(".comment-form")) {
  prepare(form);
}

// A form that is shown again after going back can be sent again.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll(".comment-form [type=submit]")) {
    button.disabled = false;
  }
});
