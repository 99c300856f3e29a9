// Says in words when a passkey could not be used; allauth's own script does the work.
const message = document.querySelector('[data-passkey-message]')

document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  if (message) {
    message.hidden = false
  }
})

if (!window.PublicKeyCredential) {
  for (const element of document.querySelectorAll('[data-passkey]')) {
    element.hidden = true
  }
}
