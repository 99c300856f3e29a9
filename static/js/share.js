// Copies the address of the page. The button is there only where this script runs.

async function copy(button, said) {
  const address = button.dataset.copyLink;
  try {
    await navigator.clipboard.writeText(address);
    said.textContent = button.dataset.copied;
  } catch {
    // Not allowed, or a connection without https: the reader can copy it by hand.
    said.textContent = `${button.dataset.failed} ${address}`;
  }
}

for (const button of document.querySelectorAll("[data-copy-link]")) {
  const said = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", () => copy(button, said));
}
