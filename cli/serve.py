"""spine-guide serve: the skill on a machine of our own."""

from __future__ import annotations

import os

import click

from skill.app import SKILL_ID

# A forged request may hold a thread for the seconds that its certificate's fetch may take.
THREADS = 8


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8080, show_default=True, help="The port to listen on.")
def serve(host: str, port: int) -> None:
    """Answer Alexa's requests at POST /alexa.

    Alexa speaks HTTPS only, so put a web server with a certificate in front. The environment
    variable SPINE_GUIDE_SKILL_ID holds the skill's id; requests for other skills are refused.
    """
    import waitress  # late: a web server is only for this command

    from server.app import WAITRESS, create_app
    from server.verifier import RequestVerifier
    from skill.app import create_skill

    skill_id = os.environ.get(SKILL_ID)
    if not skill_id:
        click.echo(f"{SKILL_ID} is not set: requests for any skill are answered.", err=True)
    app = create_app(create_skill(skill_id), RequestVerifier(application_id=skill_id))
    click.echo(f"Spine Guide listens on http://{host}:{port}/alexa. Stop it with Control C.")
    waitress.serve(app, host=host, port=port, threads=THREADS, **WAITRESS)
