"""The entry point for AWS Lambda: lambda_function.handler."""

from skill.app import create_lambda_handler

handler = create_lambda_handler()
