"""Safety alerts: from the draft to the last chat, and the truth about each.

`audience` says to whom, `scheduling` when, `broadcasting` writes the rows that the courier sends,
`progress` shows how far it is, `steering` changes that, `closing` takes down what no longer holds.
`following` makes what comes after it, `superseding` stops what that replaces, `replacing` takes the
photo of whoever was found away, `account` tells what became of each chat.
"""
