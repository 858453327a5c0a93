def test_smoke(desk, file, dispute, show):
    from ui.views.claims import ClaimsView

    view = ClaimsView(desk)
    show(view)
    assert view.model.shown() == 3
    view.grab().save("/tmp/claims.png")
