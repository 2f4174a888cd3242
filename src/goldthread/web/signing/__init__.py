"""Signing in and out, one's own account, second factors: allauth's views with our forms and pages."""
